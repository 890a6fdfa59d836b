import { describeCollisions } from './collisions.common.ts';

describeCollisions('ikev2', 0, 200);
