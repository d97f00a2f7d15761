// What every page of the library zoo shows: one loan in a form, three in a grid.
export const loan = { amount: '600,000.00', case_id: 'A1', kind: '2' };
export const kinds = [
  { value: '1', text: '信用' },
  { value: '2', text: '抵押' },
];
export const rows = [
  { id: 'A1', name: '甲公司', amount: '1,000.00' },
  { id: 'B2', name: '乙公司', amount: '9,000,000.00' },
  { id: 'C3', name: '丙公司', amount: '700,000.00' },
];
/** Told to the test: what the page did with the answer. */
export const answered = () => window.say('answered');
