/** Hands bytes out through the browser's own downloads, as any page would; needs no permission. */
export function save(name: string, pieces: (Uint8Array | string)[], type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(pieces as BlobPart[], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
