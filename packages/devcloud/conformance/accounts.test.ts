import { describe, expect, it } from 'vitest';
import { ACCOUNTS_VARIABLE, findUnknownVariables, parseAccounts, readAccounts, resolveEndpoints } from './accounts.ts';

describe('readAccounts and parseAccounts', () => {
  it('default to the accounts of the embedded cloud', () => {
    const { password, users, projects } = readAccounts({});
    expect(password).toBe('console');
    expect(users.carol).toEqual({ name: 'carol', password: 'console' });
    expect(projects.dev).toBe('dev');
  });

  it('give every user the common password unless it has its own, and any name', () => {
    const { users, projects } = readAccounts({
      OS_PASSWORD: 'common',
      OS_PASSWORD_ALICE: 'hers',
      OS_USERNAME_BOB: 'robert',
      OS_PROJECT_NAME_DEV: 'development',
    });
    expect(users.admin).toEqual({ name: 'admin', password: 'common' });
    expect(users.alice).toEqual({ name: 'alice', password: 'hers' });
    expect(users.bob).toEqual({ name: 'robert', password: 'common' });
    expect(projects.dev).toBe('development');
  });

  it('pass all accounts to another program, whatever else its environment holds', () => {
    const accounts = readAccounts({ OS_PASSWORD: 'common', OS_PASSWORD_DAVE: 'his' });
    const handed = parseAccounts({ [ACCOUNTS_VARIABLE]: JSON.stringify(accounts), OS_PASSWORD: 'other' });
    expect(handed).toEqual(accounts);
    expect(parseAccounts({ OS_PASSWORD: 'other' }).password).toBe('console');
  });

  it('report variables that name no user or project', () => {
    expect(findUnknownVariables({ OS_PASSWORD: 'x', OS_PASSWORD_ALCIE: 'x', OS_USERNAME_DAVE: 'x' })).toEqual([
      'OS_PASSWORD_ALCIE',
    ]);
  });
});

describe('resolveEndpoints', () => {
  const face = (side: string, region: string, url: string) => ({ interface: side, region_id: region, url });
  const catalog = [
    {
      type: 'image',
      endpoints: [
        face('public', 'West', 'http://west'),
        face('public', 'East', 'http://east/'),
        face('internal', 'West', 'http://in.west'),
      ],
    },
    { type: 'volumev3', endpoints: [face('public', 'East', 'http://east/v3/p')] },
    { type: 'block-storage', endpoints: [face('internal', 'West', 'http://in.west/v3/p')] },
    { type: 'volume', endpoints: [face('public', 'North', 'http://north/v3/p')] },
  ];

  it.each([
    ['first by name', { region: null, interface: 'public' }, 'East', 'http://east', 'http://east/v3/p'],
    ['one named', { region: 'West', interface: 'public' }, 'West', 'http://west', null],
    ['side', { region: null, interface: 'internal' }, 'West', 'http://in.west', 'http://in.west/v3/p'],
    ['one without images', { region: 'North', interface: 'public' }, 'East', 'http://east', 'http://east/v3/p'],
    ['side that nobody has', { region: null, interface: 'admin' }, null, null, null],
  ])('selects the endpoints of the region and interface: %s', (_what, choice, region, image, volumev3) => {
    expect(resolveEndpoints(catalog, choice)).toEqual({ region, endpoints: { image, volumev3 } });
  });
});
