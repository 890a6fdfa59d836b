import { describeCollisions } from './collisions.common.ts';

describeCollisions('main', 0, 200);
