import { createTransport } from 'nodemailer';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { FaultPoints } from '../../platform/fault-points.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { DatabaseRecovery } from '../../platform/database/database-recovery.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { renderReminder } from '../domain/reminder-email.js';
import { leaseMail, type LeasedMail, type MailOutcome, recordMail } from './mail.repository.js';

const TIME_OUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const PERMANENT = 500;

type Sent = Pick<MailOutcome, 'result' | 'answer'>;

/**
 * Sends reminders by SMTP, one after the other. At least once: a process that dies between the server's answer and the record sends
 * again, under the same Message-ID, by which mail servers and readers recognise it.
 */
@Injectable()
export class MailSender {
  constructor(
    private readonly database: Database,
    private readonly recovery: DatabaseRecovery,
    private readonly clock: Clock,
    private readonly faultPoints: FaultPoints,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends what is due; ends when nothing is left or the server cannot be reached. Returns how many attempts were made. */
  async run(stop: () => boolean = () => false): Promise<number> {
    const { smtp } = this.config;
    if (smtp === null) return 0;
    let attempts = 0;
    while (!stop()) {
      const now = this.clock.now().toISOString();
      const mail = await this.database.transaction(SYSTEM, (tx) => leaseMail(tx, newId(), now));
      if (!mail) return attempts;
      this.faultPoints.reached('mail-leased');
      attempts++;
      const sent = await send(mail, smtp, this.clock.now());
      this.faultPoints.reached('mail-sent');
      const outcome = { now: this.clock.now().toISOString(), chance: Math.random(), ...sent };
      // What was sent is not sent again because the database was away at this moment.
      await this.recovery.repeat(() => this.database.transaction(SYSTEM, (tx) => recordMail(tx, mail, outcome)), stop);
      if (sent.result === 'unreachable') return attempts;
    }
    return attempts;
  }
}

async function send(mail: LeasedMail, smtp: { url: string; from: string }, date: Date): Promise<Sent> {
  const transport = createTransport({ url: smtp.url, ...TIME_OUTS });
  try {
    const { response } = await transport.sendMail({
      from: { name: 'Loomgate 织关', address: smtp.from },
      // An object, never a text: a text is parsed, and could name a second address.
      to: { name: '', address: mail.email },
      messageId: `<${mail.messageId}@${smtp.from.split('@')[1]}>`,
      date,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...renderReminder(mail.reminder, mail.language),
    });
    return { result: 'sent', answer: String(response) };
  } catch (error) {
    return refusalOf(error as Error & { responseCode?: number; code?: string });
  } finally {
    transport.close();
  }
}

/** Of the recipient or the mail itself the server has the last word; anything else is about the server, not about this mail. */
function refusalOf({ message, responseCode, code }: Error & { responseCode?: number; code?: string }): Sent {
  const aboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!aboutMail || responseCode === undefined) return { result: 'unreachable', answer: message };
  return { result: responseCode >= PERMANENT ? 'refused-for-good' : 'refused-for-now', answer: message };
}
