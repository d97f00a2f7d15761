import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf } from './docx';

const LETTER = {
  template: 'reminder-notice',
  number: '清河廉提〔2026〕1号',
  title: '廉政风险提醒书',
  to: '陈思远',
  copies: ['科室负责人'],
  paragraphs: ['陈思远：', '“缓缴审核”（<恒泰> & 建材\u0001）', '请于 2026-11-27 前书面回告。'],
  signed: '纪检组',
  date: '2026-11-20',
};

describe('a letter as a document', () => {
  it('is a package a word processor opens, every line in it, what a page wrote as text', () => {
    const files = unzipSync(docxOf(LETTER, { copies: '抄送：科室负责人' }));
    const xml = new TextDecoder().decode(files['word/document.xml']);

    expect(Object.keys(files).sort()).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']);
    for (const text of [LETTER.title, LETTER.number, LETTER.signed, '抄送：科室负责人']) expect(xml).toContain(text);
    expect(xml).toContain('（&lt;恒泰&gt; &amp; 建材）');
    expect(xml).not.toContain('\u0001');
  });
});
