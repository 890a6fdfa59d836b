/** The whole lab as a person does it: at the keyboard, with one mistake, and without any hook in the program. */
import { RouterConsole } from './console.ts';
import { answer, begin, check, expectNothingInTheWay, next } from './learner.ts';
import { expect, test } from './quickmode.ts';

const policy = ['configure terminal', 'crypto isakmp policy 10', 'authentication pre-share', 'end'];
const transformSet = ['configure terminal', 'crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac', 'end'];
const profile = ['configure terminal', 'crypto ipsec profile MyProfile', 'set transform-set MyTransformSet', 'end'];
const migrate = [
  'configure terminal',
  'int tun0',
  'tunnel mode ipsec ipv4',
  'tunnel protection ipsec profile MyProfile',
  'end',
];
const key = (secret: string, peer: string): string[] => [
  'conf t',
  `crypto isakmp key ${secret} address ${peer}`,
  'end',
];

test('a learner migrates GRE to VTI, makes a mistake, and is told what it is', async ({ page, quickmode }) => {
  test.setTimeout(300_000);
  await page.goto(await quickmode.start());
  await begin(page);
  const [r1, r3] = [new RouterConsole(page, 'R1'), new RouterConsole(page, 'R3')];

  await r1.wake();
  await r1.type('show int tun0 | include protocol', 'ping 10.0.0.2');
  await expect(r1.screen).toContainText('Tunnel protocol/transport GRE/IP');
  await answer(page);
  await check(page, /^Passed/);
  await expectNothingInTheWay(page);

  await next(page);
  await r1.type(...policy);
  await r3.wake();
  await r3.type(...policy);
  await check(page, /^Passed/);

  await next(page);
  await r1.type(...key('FooB4r', '172.16.0.6'));
  await r3.type(...key('FooB4rd', '172.16.0.1'));
  await check(page, /^Partly right/);
  const diagnosis = page.getByRole('region', { name: /^Diagnosis: .*key/i }).first();
  await expect(diagnosis).toContainText('FooB4rd');
  await expectNothingInTheWay(page);
  await r3.type(
    'conf t',
    'no crypto isakmp key FooB4rd address 172.16.0.1',
    'crypto isakmp key FooB4r address 172.16.0.1',
    'end',
  );
  await check(page, /^Passed/);

  await next(page);
  for (const router of [r1, r3]) await router.type(...transformSet);
  await check(page, /^Passed/);

  await next(page);
  for (const router of [r1, r3]) await router.type(...profile);
  await check(page, /^Passed/);

  await next(page);
  await r1.type(...migrate);
  await check(page, /^Passed/);

  await next(page);
  await r1.type('conf t', 'int tun0', 'no tunnel protection ipsec profile MyProfile', 'tunnel mode gre ip', 'end');
  await page.getByRole('radio', { name: 'Nothing.', exact: true }).check();
  await check(page, /^Passed/);

  const protect = ['conf t', 'int tun0', 'tunnel protection ipsec profile MyProfile', 'end'];
  await next(page);
  await r1.type(...protect);
  await page.getByRole('radio', { name: /^All are lost, and both/ }).check();
  await check(page, /^Passed/);

  // A question that is not answered costs its share, and nothing else.
  await next(page);
  await r3.type(...protect);
  await page.getByRole('radio', { name: /^No\. Without it GRE goes inside ESP/ }).check();
  await check(page, /^Partly right/);

  await next(page);
  for (const router of [r1, r3]) await router.type(...migrate);
  await page.getByRole('radio', { name: /^The direct one/ }).check();
  await check(page, /^Passed/);

  await next(page);
  await check(page, /^Passed/);
  await expect(page.getByText(/^7\d(\.\d+)? of 100 points/)).toBeVisible();
  await r1.type('show crypto isakmp sa');
  await expect(r1.screen).toContainText('QM_IDLE');

  await page.getByRole('tab', { name: 'Security associations' }).click();
  await expect(
    page.getByRole('tabpanel', { name: 'Security associations' }).getByText('QM_IDLE').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'How the keys were made' }).click();
  await expect(page.getByText('SKEYID = prf(pre-shared key, Ni | Nr)').first()).toBeVisible();
  await expectNothingInTheWay(page);
  await page.keyboard.press('Escape');
  await expectNothingInTheWay(page);

  // What stood on the terminal stands there again.
  await page.reload();
  await expect(r1.screen).toContainText('QM_IDLE');
  await expect(page.getByText(/^7\d(\.\d+)? of 100 points/)).toBeVisible();
});

test('an attempt survives the end of the program in the middle of a check', async ({ page, quickmode }) => {
  await page.goto(await quickmode.start());
  await begin(page);
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type(...policy);
  await answer(page);
  await check(page, /^Passed/);
  await next(page);
  await page.getByRole('button', { name: 'Check this step' }).click();
  await quickmode.kill();

  await page.goto(await quickmode.start());
  await page
    .getByRole('button', { name: /^(Continue|Go on)/ })
    .first()
    .click();
  await expect(page.getByText(/5 of 100 points/)).toBeVisible();
  await check(page, /^Partly right/);
  await r1.wake();
  await r1.type('show crypto isakmp policy | include priority');
  await expect(r1.screen).toContainText('Protection suite of priority 10');
});
