import postcss, { type Container } from 'postcss';
import { defineConfig, type Plugin } from 'vite';

/**
 * Parts of Tabler that no page of ours can use: they need its scripts (which we do not ship), or are
 * drawn by our own sheets (ribbon, timeline, empty), or paint in colours outside our tokens. The list
 * is fixed, not read from the templates, so that a new template never waits for a build.
 */
const UNUSED = new RegExp(
  '\\.(' +
    'navbar|offcanvas|carousel|ribbon|timeline|empty|steps?|avatar|legend|markdown|toast|otp|popover|calendar|' +
    'sparkline|signal|strength|mention|chat|accordion|modal|dropdown|dropend|dropstart|dropup|tooltip|sortable|' +
    'switch-icon|status|chart|layout|theme|datagrid-null|loader|signature|payment|flag|social|star|tom|ts|' +
    'jvm|litepicker|dropzone|apexcharts|fc|plyr|noUi|tox|form-colorinput|form-imagecheck|form-selectgroup|' +
    'form-otp|form-floating|img-(light|dark)|hide-theme|page-(header|body|wrapper|link|item|cover|center|tabs)|' +
    'card-(rotate|stacked|img|sponsor|link|stamp|cover|chart|sm-null)|object|divide|tracking|skip|stat|bar|side|menu|frame|facts|list-timeline|placeholder' +
    ')(?![a-z])',
);
const COLOURS = /-(blue|azure|indigo|purple|pink|orange|yellow|lime|teal|cyan|facebook|twitter|linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|x|gray-\d+|info|light|dark|black|white)(?![a-z])/;

function prune(css: string): string {
  const tree = postcss.parse(css);
  const visit = (box: Container): void => {
    box.walkRules((rule) => {
      const kept = rule.selectors.filter((s) => !UNUSED.test(s) && !(COLOURS.test(s) && !/^:root|data-bs-theme/.test(s)));
      if (kept.length === 0) rule.remove();
      else if (kept.length < rule.selectors.length) rule.selectors = kept;
    });
  };
  tree.walkAtRules('layer', (layer) => {
    if (layer.params === 'tabler' && layer.nodes) visit(layer);
  });
  tree.walkAtRules((at) => {
    if (at.nodes?.length === 0) at.remove();
  });
  return tree.toString();
}

/**
 * Leaves out what `UNUSED` names, and turns Tabler's data: images into small files beside the sheet:
 * the pages are served under `default-src 'self'`, which forbids data:.
 */
function trimTabler(): Plugin {
  return {
    name: 'minqing-trim-tabler',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
        const css = typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source);
        const pruned = css.includes('@layer tabler') ? prune(css) : css;
        asset.source = pruned.replace(/url\((["']?)data:image\/svg\+xml,([\s\S]*?)\1\)/g, (_all, _quote, body: string) => {
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
  plugins: [trimTabler()],
  build: {
    outDir: '../src/minqing/desks/shared/static/built',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: ['chrome87', 'firefox90', 'safari14'],
    // lightningcss, the default, refuses parts of older style sheets; esbuild does not.
    cssMinify: 'esbuild',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { desk: 'src/desk.ts', public: 'src/public.ts', hall: 'src/hall.ts' } },
  },
});
