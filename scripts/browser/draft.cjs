/** A draft that is looked at: with many lines and faults in some of them. */
const NAMES = ['涤纶染色布', '涤纶印花布（加厚，双面，全棉内衬，幅宽 280cm）', '合纤连衣裙'];
const GOODS = Array.from({ length: 24 }, (_, n) => ({
  line: n + 1,
  hsCode: n === 6 ? '54075' : ['5407520090', '5407540000', '6204430000'][n % 3],
  name: NAMES[n % 3],
  specification: '150cm 幅宽',
  quantity: String(1000 + 137 * n),
  unit: ['030', '030', '011'][n % 3],
  packages: 10 + n,
  grossWeightKg: String(300 + 11 * n),
  netWeightKg: n === 9 ? '900' : String(280 + 11 * n),
  totalPrice: (4200.5 + 91.3 * n).toFixed(2),
  finalDestination: n % 5 === 4 ? 'ARE' : 'NGA',
  stall: `C1-02${n + 10}`,
}));
/** A draft with faults in its lines, made of a filed declaration: the demo market has none. */
const DRAFT = async (page) => {
  const id = await page.evaluate(
    async ({ reference, goods }) => {
      const read = async (url) => (await fetch(url)).json();
      const found = await read(`/v1/declarations?search=${reference}&limit=1`);
      if (found.items[0]) return found.items[0].id;
      const [filed] = (await read('/v1/declarations?status=closed&limit=1')).items;
      if (!filed) return null;
      const { market, customsOffice, exitOffice, exitPort, consignor, principal, buyer, ...rest } = await read(
        `/v1/declarations/${filed.id}`,
      );
      const { tradeTerms, transportMode, tradeCountry, arrivalCountry, portOfDestination, packageType } = rest;
      const header = {
        market,
        customsOffice,
        exitOffice,
        exitPort,
        consignor,
        principal,
        buyer,
        tradeTerms,
        transportMode,
      };
      const course = {
        tradeCountry,
        arrivalCountry,
        portOfDestination,
        packageType,
        currency: 'USD',
        declaredOn: filed.declaredOn,
      };
      const totals = { packages: 500, grossWeightKg: '12000', netWeightKg: '10500' };
      const { csrfToken } = await read('/v1/session');
      const answer = await fetch('/v1/declarations', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
        body: JSON.stringify({
          ...header,
          ...course,
          ...totals,
          reference,
          containers: [{ number: 'CSQU3054384' }],
          goods,
        }),
      });
      return answer.ok ? (await answer.json()).id : null;
    },
    { reference: 'LG-SHOT-0001', goods: GOODS },
  );
  return id === null ? null : `/declarations/${id}/edit`;
};

module.exports = { DRAFT };
