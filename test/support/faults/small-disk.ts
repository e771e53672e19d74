import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small disk of its own, which may be filled up. */
export class SmallDisk {
  readonly path = mkdtempSync(join(tmpdir(), 'loomgate-disk-'));

  /** False where the system lets nobody mount one. `like`: whose user may write there. */
  mount(megabytes: number, like: string): boolean {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.path], { stdio: 'pipe' });
    } catch {
      return false;
    }
    const { uid, gid } = statSync(like);
    chownSync(this.path, uid, gid);
    return true;
  }

  fill(): void {
    const { bavail, bsize } = statfsSync(this.path);
    writeFileSync(join(this.path, 'filling'), Buffer.alloc(bavail * bsize));
  }

  makeRoom(): void {
    rmSync(join(this.path, 'filling'), { force: true });
  }

  unmount(): void {
    execFileSync('umount', [this.path], { stdio: 'pipe' });
    rmSync(this.path, { recursive: true, force: true });
  }
}
