import { defineConfig, type Plugin } from 'vite';

/**
 * Tabler draws ticks and chevrons as data: images. The pages are served under
 * `default-src 'self'`, which forbids those, so each becomes a small file beside the sheet.
 */
function imagesAsFiles(): Plugin {
  return {
    name: 'minqing-images-as-files',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        const css = typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source);
        asset.source = css.replace(/url\((["']?)data:image\/svg\+xml,([\s\S]*?)\1\)/g, (_all, _quote, body: string) => {
          const id = this.emitFile({
            type: 'asset',
            name: 'mark.svg',
            source: decodeURIComponent(body.replace(/%(?![0-9a-fA-F]{2})/g, '%25')),
          });
          return `url(${this.getFileName(id).replace(/^assets\//, '')})`;
        });
      }
    },
  };
}

export default defineConfig({
  base: './',
  publicDir: 'public',
  plugins: [imagesAsFiles()],
  build: {
    outDir: '../src/minqing/desks/shared/static/built',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['chrome87', 'firefox90', 'safari14'],
    // lightningcss, the default, refuses parts of older style sheets; esbuild does not.
    cssMinify: 'esbuild',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { desk: 'src/desk.ts', public: 'src/public.ts' } },
  },
});
