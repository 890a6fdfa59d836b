/** The machine that has Libreswan and OpenIKED is ready before the judge begins. */
import type { TestProject } from 'vitest/node';
import { setupWith } from '../qemu/image.ts';

export const setup = (project: TestProject): void => setupWith(project, 'libreswan');
