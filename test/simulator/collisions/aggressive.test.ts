import { describeCollisions } from './collisions.common.ts';

describeCollisions('aggressive', 200);
