// A disk of so many megabytes for a browser's profile, which can really be filled. It is a memory file system: root only.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  /** Folder for the profile. */
  profile: string;
  /** Leaves no room for a byte. */
  fill(): void;
  /** Gives the room back. */
  empty(): void;
  drop(): void;
}

/** Undefined: this machine does not let us make one. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'hulan-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const ballast: string[] = [];
  return {
    profile,
    fill() {
      // Large pieces first, then ever smaller ones into what is left.
      for (let bytes = 4 * 1024 * 1024; bytes >= 1; bytes = Math.floor(bytes / 8))
        for (let full = false; !full; ) {
          const file = join(folder, `ballast-${ballast.length}`);
          ballast.push(file);
          try {
            writeFileSync(file, Buffer.alloc(bytes, 1));
          } catch {
            full = true;
          }
        }
    },
    empty() {
      for (const file of ballast.splice(0)) rmSync(file, { force: true });
    },
    drop() {
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
