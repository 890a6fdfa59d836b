/** Routers elsewhere, as a person reaches them: a server is added and looked into, devices are listed and taught on. */
import type { Page } from '@playwright/test';
import { RouterConsole } from './console.ts';
import { answer, check, expectNothingInTheWay } from './learner.ts';
import { expect } from './quickmode.ts';
import { test, type Ports } from './routers-elsewhere.ts';

const passphrase = 'correct horse battery staple';

async function toServers(page: Page): Promise<void> {
  await page.keyboard.press('Alt+s');
  await expect(page.getByRole('heading', { level: 1, name: 'Servers and devices' })).toBeVisible();
}

async function addServer(page: Page, url: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a server…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a server' });
  await dialog.getByLabel('Address').fill(url);
  await dialog.getByLabel('Name').fill('Office');
  await dialog.getByLabel('User').fill('teacher');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText(/^Reached\. Version 2\.2/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Add the server' }).click();
}

/** The first password that is kept: a passphrase is chosen for it, typed twice. */
async function choosePassphrase(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Choose a passphrase for your passwords' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same once more').fill(passphrase);
  await expectNothingInTheWay(page, 'choosing a passphrase');
  await dialog.getByRole('button', { name: 'Use this passphrase' }).click();
  await expect(dialog).toHaveCount(0);
}

test('a server is added, its project opened, and its routers typed into', async ({ page, quickmode, gns3 }) => {
  await page.goto(await quickmode.start());
  await expect(page.getByRole('button', { name: /^Begin: From GRE/ })).toBeVisible();
  await toServers(page);
  await addServer(page, gns3.url, 'open sesame');
  await choosePassphrase(page);
  const card = page.getByRole('article', { name: 'Office' });
  await expect(card).toContainText('Password kept, encrypted');
  await expect(card).toContainText(/Reached\. Version 2\.2/);
  await card.getByRole('button', { name: /^Projects on this server/ }).click();
  await expectNothingInTheWay(page, 'a server and its projects');
  await card.getByRole('button', { name: 'Open two routers on Office' }).click();

  await expect(page.getByText('Office, two routers')).toBeVisible();
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('show ip interface brief | include 192.0.2.1');
  await expect(r1.screen).toContainText('GigabitEthernet0/0');
  await expect(page.getByRole('button', { name: /^Clock of the routers/ })).toHaveCount(0);

  // The third router is off: it is started from the menu, and stopped again after a question.
  await page.getByRole('button', { name: /^Power/ }).click();
  await page.getByRole('menuitem', { name: 'Start R3' }).click();
  await expect(page.getByRole('button', { name: /^R3, router.*running/ })).toBeVisible();
  await page.getByRole('button', { name: /^R3, router/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Stop R3…' }).click();
  await page.getByRole('button', { name: 'Stop it' }).click();
  await expect(page.getByRole('button', { name: /^R3, router.*stopped/ })).toBeVisible();
  expect(gns3.breaches).toEqual([]);
});

test('a wrong password is told, and asked for again where it is needed', async ({ page, quickmode, gns3 }) => {
  await page.goto(await quickmode.start());
  await toServers(page);
  await page.getByRole('button', { name: 'Add a server…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a server' });
  await dialog.getByLabel('Address').fill(gns3.url);
  await dialog.getByLabel('Name').fill('Office');
  await dialog.getByLabel('User').fill('teacher');
  await dialog.getByLabel('Password', { exact: true }).fill('wrong');
  await dialog.getByText('Only until QuickMode ends').click();
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText('Not reached')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add the server' }).click();

  await page.getByRole('button', { name: /^Projects on this server/ }).click();
  const question = page.getByRole('dialog', { name: 'Log in on Office' });
  await expect(question.getByLabel('User')).toHaveValue('teacher');
  await question.getByLabel('Password', { exact: true }).fill('open sesame');
  await question.getByText('Only until QuickMode ends').click();
  await expectNothingInTheWay(page, 'a question for a login');
  await question.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Open two routers on Office' })).toBeVisible();
});

test('a lab is deployed to a server, and offered to be begun there', async ({ page, quickmode, gns3 }) => {
  await page.goto(await quickmode.start());
  await toServers(page);
  await page.getByRole('button', { name: 'Add a server…' }).click();
  const server = page.getByRole('dialog', { name: 'Add a server' });
  await server.getByLabel('Address').fill(gns3.url);
  await server.getByLabel('Name').fill('Office');
  await server.getByLabel('User').fill('teacher');
  await server.getByLabel('Password', { exact: true }).fill('open sesame');
  await server.getByText('Only until QuickMode ends').click();
  await server.getByRole('button', { name: 'Add the server' }).click();
  await page.getByRole('link', { name: /^QuickMode/ }).click();

  await page.getByRole('button', { name: /^Deploy… From GRE/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Server').selectOption({ label: 'Office (GNS3)' });
  await expect(dialog.getByRole('rowheader', { name: 'R1' })).toBeVisible();
  await expectNothingInTheWay(page, 'the plan of a deployment');
  await dialog.getByRole('button', { name: 'Deploy it' }).click();
  await expect(dialog).toContainText('All nodes and links are there.');
  await expectNothingInTheWay(page, 'a deployment that is done');
  await dialog.getByRole('button', { name: 'Begin the lab there…' }).click();
  await expect(dialog.getByLabel('Project on it')).toContainText('From GRE');
  await expect(dialog.getByRole('button', { name: 'Begin', exact: true })).toBeEnabled();
  await expect(dialog.getByLabel('Node of R1').locator('option:checked')).toHaveText('R1 (Cisco IOS)');
  expect(gns3.breaches).toEqual([]);
});

async function listDevices(page: Page, ports: Ports): Promise<void> {
  await page.getByRole('button', { name: 'List devices by hand…' }).click();
  const dialog = page.getByRole('dialog');
  for (const [name, port] of Object.entries(ports)) {
    await dialog.getByRole('button', { name: 'Add a device…' }).click();
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Reached by').selectOption('telnet');
    await dialog.getByLabel('Address').fill('127.0.0.1');
    await dialog.getByLabel('Port').fill(String(port));
    await dialog.getByRole('button', { name: 'Take it into the list' }).click();
    await expect(dialog.getByRole('rowheader', { name })).toBeVisible();
  }
  await dialog.getByLabel('Name').fill('The rack');
  await dialog.getByText('Only until QuickMode ends').click();
  await expectNothingInTheWay(page, 'an inventory that is typed');
  await dialog.getByRole('button', { name: 'Save the inventory' }).click();
  await expect(page.getByRole('article', { name: 'The rack' })).toContainText('3 devices');
}

test('a lab is begun on listed devices, and its step is checked there', async ({ page, quickmode, rack }) => {
  await page.goto(await quickmode.start());
  await toServers(page);
  await listDevices(page, rack);
  await page.getByRole('link', { name: /^QuickMode/ }).click();
  await page.getByRole('button', { name: /^Begin with a seed or on other routers: From GRE/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Begin: / });
  await dialog.getByLabel('Where').selectOption('The rack');
  await expect(dialog.getByLabel('Node of R1')).toHaveValue('R1');
  await expectNothingInTheWay(page, 'a lab that is bound to devices');
  await dialog.getByRole('button', { name: 'Begin', exact: true }).click();

  await expect(page.getByRole('heading', { name: /Look at the tunnel as it is/ })).toBeVisible();
  await expect(page.getByText('The rack', { exact: true })).toBeVisible();
  const r1 = new RouterConsole(page, 'R1');
  await r1.wake();
  await r1.type('show ip interface brief | include Tunnel0');
  await expect(r1.screen).toContainText('10.0.0.1');
  await answer(page);
  await check(page, /^Passed/);
});
