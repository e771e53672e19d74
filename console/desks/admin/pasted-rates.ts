export interface Rate {
  readonly currency: string;
  readonly toCny: string;
  readonly toUsd: string;
}

const CURRENCY = /^[A-Za-z]{3}$/;
const DECIMAL = /^\d{1,9}(\.\d{1,12})?$/;
/** Digits and points as input methods write them, and thousands by comma, as a plain decimal. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(',', '').trim();

/**
 * A table of rates as a spreadsheet copies it: currency, to CNY, to USD. A head without numbers is left out. Null where it is no
 * such table: then what is pasted goes into the one field.
 */
export function pastedRates(text: string): Rate[] | null {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(plain))
    .filter((cells) => cells.some((cell) => cell !== ''));
  const isHead = rows.length > 1 && !rows[0]?.some((cell) => DECIMAL.test(cell));
  const rates = (isHead ? rows.slice(1) : rows).map(([currency = '', toCny = '', toUsd = '']) => ({
    currency: currency.toUpperCase(),
    toCny,
    toUsd,
  }));
  const isTable = rates.length > 0 && rates.every(isRate);
  return isTable ? rates : null;
}

const isRate = ({ currency, toCny, toUsd }: Rate): boolean =>
  CURRENCY.test(currency) && DECIMAL.test(toCny) && DECIMAL.test(toUsd);
