import { describeCollisions } from './collisions.common.ts';

describeCollisions('ikev2', 200);
