/**
 * What something costs, in milliseconds of this process's processor time. Unlike the wall clock it does not run on
 * while other programs have the machine, so that a bound on it holds on a busy one too.
 */
export async function cpuTimeOf(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
