import { Injectable } from '@nestjs/common';
import type { PersonRole } from '../access/domain/person-rules.js';
import { People } from '../access/people/people.service.js';
import { drawPassword, Passwords } from '../platform/passwords/passwords.service.js';
import type { Tx } from '../platform/database/tx.js';
import type { DemoOrganisations } from './demo-people.js';

type Place = 'operator' | 'brokerA' | 'brokerB' | 'customs' | 'statistics';

interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly PersonRole[];
  readonly place: Place;
  readonly firmAdministrator?: boolean;
}

/** Who signs in to the console of the demo. The names are of nobody. */
const PEOPLE = {
  admin: { login: 'chenguodong', name: '陈国栋', roles: ['admin'], place: 'operator' },
  brokerA: { login: 'wangfang', name: '王芳', roles: ['broker'], place: 'brokerA', firmAdministrator: true },
  brokerB: { login: 'zhangwei', name: '章伟', roles: ['broker'], place: 'brokerB', firmAdministrator: true },
  officer: { login: 'liqiang', name: '李强', roles: ['officer'], place: 'customs' },
  officer2: { login: 'shenmin', name: '沈敏', roles: ['officer'], place: 'customs' },
  analyst: { login: 'hejing', name: '何静', roles: ['analyst'], place: 'statistics' },
  auditor: { login: 'wuming', name: '吴铭', roles: ['auditor'], place: 'operator' },
} as const satisfies Record<string, DemoPerson>;

export type DemoSignIns = Readonly<Record<keyof typeof PEOPLE, { readonly login: string; readonly password: string }>>;

/** A sign-in of each kind, with a password of its own that is in a file of the owner's alone. */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly people: People,
    private readonly passwords: Passwords,
  ) {}

  /** Draws and hashes the passwords, which takes a second; what is returned makes the people. */
  async prepare(): Promise<(tx: Tx, organisations: DemoOrganisations) => Promise<DemoSignIns>> {
    const drawn = await Promise.all(
      (Object.entries(PEOPLE) as [keyof DemoSignIns, DemoPerson][]).map(async ([key, person]) => {
        const password = drawPassword();
        return { key, person, password, hash: await this.passwords.hash(password) };
      }),
    );
    return async (tx, organisations) => {
      for (const { person, hash } of drawn) {
        const { place, roles, ...rest } = person;
        const organisation = placeOf(place, organisations);
        const wanted = { ...rest, roles: [...roles], ...(organisation ? { organisation } : {}) };
        await this.people.create(tx, wanted, { hash, temporaryUntil: null });
      }
      const signIns = drawn.map(({ key, person, password }) => [key, { login: person.login, password }]);
      return Object.fromEntries(signIns) as DemoSignIns;
    };
  }
}

function placeOf(place: Place, { brokers, customs, statistics }: DemoOrganisations): string | undefined {
  const [brokerA, brokerB] = brokers;
  const places = { operator: undefined, brokerA, brokerB, customs, statistics };
  return places[place]?.id;
}
