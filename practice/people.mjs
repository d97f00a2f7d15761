// @ts-check
// Who may log in. One password for all, printed on the log-in pages: this is practice.

/** @typedef {{id: string, name: string, post: string, unit: string, menus: string[]}} Person */

export const PASSWORD = '123456';

/** @type {Person[]} */
export const taxPeople = [
  { id: 'wangmin', name: '王敏', post: '办税服务厅', unit: '云岭县税务局办税服务厅', menus: ['sb', 'fp', 'djs'] },
  {
    id: 'liqiang',
    name: '李强',
    post: '税收管理员',
    unit: '云岭县税务局城关税务所',
    menus: ['sb', 'sp', 'fp', 'fz', 'djs'],
  },
  { id: 'chenjing', name: '陈静', post: '审批岗', unit: '云岭县税务局税政股', menus: ['sp', 'fz', 'djs', 'fp'] },
  { id: 'zhaogang', name: '赵刚', post: '稽查岗', unit: '云岭县税务局稽查局', menus: ['jc', 'fz'] },
  {
    id: 'zhougp',
    name: '周国平',
    post: '分管领导',
    unit: '云岭县税务局',
    menus: ['sb', 'sp', 'fp', 'fz', 'jc', 'djs'],
  },
];

/** People who appear on papers but do not log in. @type {Person[]} */
export const taxOthers = [
  { id: 'sunli', name: '孙莉', post: '选案岗', unit: '稽查局选案股', menus: [] },
  { id: 'qianduo', name: '钱铎', post: '检查岗', unit: '稽查局检查股', menus: [] },
  { id: 'hemiao', name: '何苗', post: '检查岗', unit: '稽查局检查股', menus: [] },
  { id: 'lvfang', name: '吕芳', post: '审理岗', unit: '稽查局审理股', menus: [] },
  { id: 'xujian', name: '许健', post: '审理岗', unit: '稽查局审理股', menus: [] },
  { id: 'maoyu', name: '毛宇', post: '执行岗', unit: '稽查局执行股', menus: [] },
  { id: 'songqi', name: '宋祺', post: '执行岗', unit: '稽查局执行股', menus: [] },
];

/** @type {Person[]} */
export const creditPeople = [
  { id: 'liujia', name: '刘佳', post: '客户经理', unit: '云岭联社城关信用社', menus: ['credit', 'inquiry', 'office'] },
  {
    id: 'zhangwen',
    name: '张雯',
    post: '综合柜员',
    unit: '云岭联社营业部',
    menus: ['credit', 'counter', 'bill', 'office'],
  },
  {
    id: 'huangbo',
    name: '黄波',
    post: '信用社主任',
    unit: '云岭联社城关信用社',
    menus: ['credit', 'inquiry', 'bill', 'counter', 'office'],
  },
  { id: 'guoxin', name: '郭昕', post: '票据专审', unit: '云岭联社票据中心', menus: ['bill', 'office'] },
];

/** Log-in by id or by name. @param {Person[]} people @param {string} who */
export function findPerson(people, who) {
  const wanted = who.trim();
  return people.find((p) => p.id === wanted || p.name === wanted);
}

/** @param {string} id */
export function nameOf(id) {
  return [...taxPeople, ...taxOthers, ...creditPeople].find((p) => p.id === id)?.name ?? id;
}
