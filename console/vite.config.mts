import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = dirname(fileURLToPath(import.meta.url));
/** Below this a compressed copy saves no packet. */
const COMPRESSED_FROM_BYTES = 1024;

/** Writes `x.br` and `x.gz` beside each text file, so that the service sends what was compressed well once. */
function precompressed(): Plugin {
  return {
    name: 'loomgate-precompressed',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (source.length < COMPRESSED_FROM_BYTES || !/\.(js|css|html|svg|json)$/.test(file.fileName)) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: source.length };
        this.emitFile({
          type: 'asset',
          fileName: `${file.fileName}.br`,
          source: brotliCompressSync(source, { params }),
        });
        this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(source, { level: 9 }) });
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
  },
  server: { proxy: { '^/(v1|health|openapi|docs)': `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` } },
});
