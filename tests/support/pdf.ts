// What a printed document is made of, without a PDF library: the page objects that Chromium writes, which it does not compress.
export interface Sheet {
  /** Whole millimetres. */
  width: number;
  height: number;
}

const MM_PER_POINT = 25.4 / 72;

/** The sheets of a PDF in their order. */
export function sheetsOf(pdf: Buffer): Sheet[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/<<[^<>]*\/Type\s*\/Page\b[\s\S]*?endobj/g)].map(([page]) => {
    const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(page);
    return { width: mm(box?.[1]), height: mm(box?.[2]) };
  });
}

const mm = (points: string | undefined): number => Math.round(Number(points) * MM_PER_POINT);
