import { describeCollisions } from './collisions.common.ts';

describeCollisions('main', 200);
