import type { DeclarationInput } from '../../../src/declarations/domain/declaration.js';
import { CHEAPER } from './amending.js';
import { WEIGHT } from './correcting.js';
import { declaration, etag, seen } from './declaring.js';
import type { Office, Who } from '../office.js';
import { newContainerNumber } from './shipping.js';

export type Firm = 'brokerA' | 'brokerB';

/** What happens to a declaration, its container or a receipt beside it; the second word is the code of a receipt or an event. */
export const STEPS = [
  ...(['receipt L', 'receipt C', 'receipt P', 'receipt R', 'receipt E', 'receipt D', 'refile'] as const),
  ...(['event GTIN', 'event STRP', 'event RSEA', 'event CUSR', 'event GTOT', 'event LOAD', 'event DEPA'] as const),
  ...(['hold', 'free', 'inspect', 'result', 'amend', 'give-up', 'accept', 'reject'] as const),
  ...(['ask', 'answer', 'withdraw', 'pay', 'exempt', 'park', 'unread', 'dismiss', 'assign', 'map'] as const),
] as const;
export type Step = (typeof STEPS)[number];

/** A receipt or an event of a container has its own instant, and may arrive after it; all else happens when it is recorded. */
export const hasOwnInstant = (step: Step): boolean => step.startsWith('receipt') || step.startsWith('event');
/** Counts from the beginning of its day. */
export const isOfItsDay = (step: Step): boolean => step === 'pay' || step === 'exempt';

const HOLD = { reason: '重量不符', owner: '查验科', reviewOn: '2030-01-01' };
const CONFORMS = { result: 'conforms', findings: '相符' };
let serial = 0;

/** A declaration with its container, and what the steps did to them, of one firm. */
export class Life {
  /** What the service took and what it refused, by results and status codes. */
  readonly answers: string[] = [];
  private readonly receipts: string[] = [];
  private readonly codes: string[] = [];
  private hold = '';
  /** The last receipt, by its own instant. */
  private last = { code: '', eventTime: '' };
  private inspection = '';
  private corrections = 0;
  private amendments = 0;

  private constructor(
    private readonly office: Office,
    readonly firm: Firm,
    private readonly place: number,
    private readonly id: string,
    private readonly shipmentId: string,
    private readonly input: DeclarationInput,
  ) {}

  /** The declaration number `place` of its firm, filed now, and its container. */
  static async begin(office: Office, firm: Firm, place: number): Promise<Life> {
    const number = newContainerNumber();
    const container = { containerNumber: number, market: 'KQ-CTC' };
    const { body: shipment } = await office.as(firm).post('/v1/shipments').send(container).expect(201);
    const input = { ...declaration({ declaredOn: undefined }), containers: [{ number, goodsLines: [1, 2] }] };
    const { body: draft } = await office.as(firm).post('/v1/declarations').send(input).expect(201);
    const life = new Life(office, firm, place, draft.id as string, shipment.id as string, input);
    await life.submit();
    return life;
  }

  /** Does one step, of what happened at this instant. */
  async play(step: Step, eventTime: string): Promise<void> {
    const [what, code] = step.split(' ');
    if (what === 'receipt') {
      if (eventTime > this.last.eventTime) this.last = { code: code ?? '', eventTime };
      return this.receive({ code, declarationId: this.id, eventTime });
    }
    if (what === 'event') return this.report({ code, eventTime });
    switch (step) {
      case 'park':
        return this.receive({ code: 'J', reference: `N-${++serial}`, broker: this.organisation, eventTime });
      case 'unread':
        this.codes.push(`u${++serial}`);
        return this.receive({ code: this.codes.at(-1), declarationId: this.id, eventTime });
      case 'refile':
        return this.refile(eventTime);
      case 'dismiss':
      case 'assign':
      case 'map':
        return this.settle(step);
      case 'pay':
      case 'exempt':
        return this.meet(step, eventTime);
      case 'hold':
      case 'free':
      case 'inspect':
      case 'result':
        return this.control(step);
      default:
        return this.argue(step);
    }
  }

  /** What a subject is to its firm, to be compared with what it is to another; null where it belongs to another life. */
  nameOf(subjectId: string): string | null {
    const place = [this.id, this.shipmentId, ...this.receipts].indexOf(subjectId);
    return place < 0 ? null : `${this.place}.${place}`;
  }

  private get organisation(): string {
    return this.office.people.organisations[this.firm];
  }

  private async send(path: string, body: object, who: Who = 'officer', revision = 1): Promise<{ id?: string }> {
    const request = this.office.as(who).post(path).set('If-Match', etag({ revision }));
    const answer = await request.send(body);
    this.answers.push(String(answer.status));
    expect(answer.status).toBeLessThan(500);
    return answer.body as { id?: string };
  }

  private async receive(receipt: object): Promise<void> {
    const receipts = [{ channel: 'single-window', text: '', ...receipt }];
    const { body } = await this.office.as('officer').post('/v1/receipts').send({ receipts }).expect(200);
    const [{ result, receiptId }] = body.results as [{ result: string; receiptId: string }];
    this.answers.push(result);
    if (result === 'parked') this.receipts.push(receiptId);
  }

  private async report(event: object): Promise<void> {
    await this.send(`/v1/shipments/${this.shipmentId}/events`, { events: [event] });
  }

  private async submit(): Promise<void> {
    const { revision } = await seen(this.office, this.id, this.firm);
    await this.send(`/v1/declarations/${this.id}/submit`, {}, this.firm, revision);
  }

  /**
   * Files again what was returned, with goods of another price. Had customs acted on it since, it would have been filed before
   * that act, and would be recorded late.
   */
  private async refile(eventTime: string): Promise<void> {
    const { id, office, firm } = this;
    const present = await seen(office, id, firm);
    this.answers.push(present.status);
    if (present.status !== 'returned' || this.last.code !== 'E') return;
    const totalPrice = `${1_000 + new Date(eventTime).getUTCHours()}.00`;
    const goods = this.input.goods?.map((line) => ({ ...line, totalPrice }));
    const put = office.as(firm).put(`/v1/declarations/${id}`).set('If-Match', etag(present));
    await put.send({ ...this.input, goods }).expect(200);
    await this.submit();
  }

  private async settle(step: 'dismiss' | 'assign' | 'map'): Promise<void> {
    const [code, receipt] = [this.codes.at(-1), this.receipts.at(-1)];
    if (step === 'map') {
      if (!code) return;
      const mapping = {
        channel: 'single-window',
        code,
        meaning: 'information',
        name: '新代码',
        validFrom: '2021-01-01',
      };
      await this.send('/v1/receipt-codes', mapping, 'admin');
      await this.office.drain();
    } else if (receipt) {
      await this.send(
        `/v1/receipts/${receipt}/${step}`,
        step === 'dismiss' ? { reason: '误发' } : { declarationId: this.id },
      );
    }
  }

  private async meet(step: 'pay' | 'exempt', eventTime: string): Promise<void> {
    const day = eventTime.slice(0, 10);
    const path = `/v1/declarations/${this.id}`;
    const number = `N-${++serial}`;
    if (step === 'exempt') {
      await this.send(`${path}/exemption-filings`, { filedOn: day, taxReference: number }, this.firm);
    } else {
      const amount = { amount: '1200.00', currency: 'USD', receivedOn: day, bankReference: number };
      await this.send(`${path}/fx-receipts`, amount, this.firm);
    }
  }

  private async control(step: 'hold' | 'free' | 'inspect' | 'result'): Promise<void> {
    const path = `/v1/shipments/${this.shipmentId}`;
    if (step === 'hold') this.hold = (await this.send(`${path}/holds`, HOLD)).id ?? this.hold;
    if (step === 'inspect') {
      this.inspection = (await this.send(`${path}/inspections`, { reason: '布控' })).id ?? this.inspection;
    }
    if (step === 'free' && this.hold) await this.send(`${path}/holds/${this.hold}/release`, { reason: '相符' });
    if (step === 'result' && this.inspection)
      await this.send(`${path}/inspections/${this.inspection}/result`, CONFORMS);
  }

  /** Amendments and requests for corrections: what one side asks and the other decides or answers. */
  private async argue(step: Step): Promise<void> {
    const { office, firm, id } = this;
    const path = `/v1/declarations/${id}`;
    const reason = '单价录错';
    if (step === 'amend' || step === 'give-up') {
      const kind =
        step === 'amend'
          ? { kind: 'amend', reasonCode: 'misdeclared', changes: CHEAPER }
          : { kind: 'cancel', reasonCode: 'declared-twice' };
      const { revision } = await seen(office, id, firm);
      await this.send(`${path}/amendments`, { ...kind, reason }, firm, revision);
      if (this.answers.at(-1) === '201') this.amendments += 1;
    } else if (step === 'accept' || step === 'reject') {
      const decision = { accept: step === 'accept', note: '已核' };
      if (this.amendments > 0) await this.send(`${path}/amendments/${this.amendments}/decision`, decision);
    } else if (step === 'ask') {
      await this.send(`${path}/corrections`, { fields: [WEIGHT], send: true });
      if (this.answers.at(-1) === '201') this.corrections += 1;
    } else if (this.corrections > 0) {
      const [who, body] =
        step === 'answer'
          ? [firm, { fields: [{ pointer: WEIGHT.pointer, text: '录入错误' }] }]
          : ['officer' as const, {}];
      const { body: thread } = await office.as('officer').get(`${path}/corrections/${this.corrections}`).expect(200);
      await this.send(`${path}/corrections/${this.corrections}/${step}`, body, who, thread.revision as number);
    }
  }
}
