import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));
/** Below this a compressed copy saves no packet. */
const COMPRESSED_FROM_BYTES = 1024;

/**
 * Writes `x.br` and `x.gz` beside each text file, so that the service sends what was compressed well once. When all is written:
 * Vite changes chunks until then.
 */
function precompressed(): Plugin {
  return {
    name: 'loomgate-precompressed',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
        const path = join(root, 'dist', name);
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const source = readFileSync(path);
        if (source.length < COMPRESSED_FROM_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: source.length };
        writeFileSync(`${path}.br`, brotliCompressSync(source, { params }));
        writeFileSync(`${path}.gz`, gzipSync(source, { level: 9 }));
      }
    },
  };
}

/** `routes.json` says which paths are pages of the console: the service answers these, and no others, with the page. */
function routes(): Plugin {
  return {
    name: 'loomgate-routes',
    apply: 'build',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'routes.json',
        source: readFileSync(join(root, 'routes.json'), 'utf8'),
      });
    },
  };
}

/** A style sheet of its own name, not part of the bundle's: React Aria looks for it by id and inserts none of its own. */
const TOUCH_CSS = '[data-react-aria-pressable]{touch-action:pan-x pan-y pinch-zoom}\n';

function pressableStyle(): Plugin {
  const name = `assets/pressable-${createHash('sha256').update(TOUCH_CSS).digest('hex').slice(0, 8)}.css`;
  return {
    name: 'loomgate-pressable-style',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source: TOUCH_CSS });
    },
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { id: 'react-aria-pressable-style', rel: 'stylesheet', href: `/${name}` },
        injectTo: 'head',
      },
    ],
  };
}

export default defineConfig({
  root,
  plugins: [routes(), pressableStyle(), precompressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // An inlined file would need `data:` in the policy for more than images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries mark files for servers that render React; here all of it runs in the browser.
      onLog: (level, log, print) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && print(level, log),
    },
  },
  server: { proxy: { '^/(v1|health|openapi|docs)': `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` } },
});
