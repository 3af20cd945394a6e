/**
 * Pages that nobody here wrote, as their packages ship them: the component's looks are tried on each. Where a package
 * is a style sheet alone, it dresses a page of Foundation's own visual tests; where it is a program, `boot` is the
 * fewest lines that start it.
 */

export interface HostPage {
  /** Also its host name, so it holds to their rules. */
  readonly name: string
  /** The package's folder, whose paths the page's addresses are. */
  readonly from: string
  readonly path: string
  /** Files of other packages that stand in the place of paths the page asks for. */
  readonly instead?: Readonly<Record<string, string>>
  /** Body of the document and module that start a program that comes without a page. */
  readonly boot?: { readonly body: string; readonly module: string; readonly styles?: readonly string[] }
  /** Bundle the module first: it imports packages by name. */
  readonly isBundled?: boolean
  /** It fetches more after it has loaded. */
  readonly isSlow?: boolean
  /** What can be seen once it is there. */
  readonly shows: string
}

const FOUNDATION = 'foundation-sites/test/visual'
const SCRIPTS = { '/assets/js/vendor.js': 'jquery/dist/jquery.js', '/assets/js/foundation.js': 'foundation-sites/dist/js/foundation.js' }

/** A page of Foundation in another's clothes. */
const dressed = (name: string, sheet: string, path: string, shows: string): HostPage => ({
  name,
  from: FOUNDATION,
  path,
  instead: { '/assets/css/foundation.css': sheet, '/assets/css/foundation-float.css': sheet, '/assets/css/foundation-prototype.css': sheet },
  shows,
})

export const HOST_PAGES: readonly HostPage[] = [
  // Sites
  { name: 'agency', from: 'startbootstrap-agency/dist', path: '/index.html', shows: '.masthead' },
  { name: 'clean-blog', from: 'startbootstrap-clean-blog/dist', path: '/index.html', shows: '.post-preview' },
  { name: 'clean-blog-post', from: 'startbootstrap-clean-blog/dist', path: '/post.html', shows: 'article' },
  { name: 'creative', from: 'startbootstrap-creative/dist', path: '/index.html', shows: '.masthead' },
  { name: 'freelancer', from: 'startbootstrap-freelancer/dist', path: '/index.html', shows: '.masthead' },
  { name: 'grayscale', from: 'startbootstrap-grayscale/dist', path: '/index.html', shows: '.masthead' },
  { name: 'boilerplate', from: 'html5-boilerplate/dist', path: '/index.html', shows: 'p' },
  { name: 'boilerplate-lost', from: 'html5-boilerplate/dist', path: '/404.html', shows: 'h1' },
  // Consoles
  { name: 'sb-admin', from: 'startbootstrap-sb-admin-2', path: '/index.html', shows: '#wrapper .card' },
  { name: 'sb-admin-tables', from: 'startbootstrap-sb-admin-2', path: '/tables.html', shows: '#dataTable' },
  { name: 'sb-admin-login', from: 'startbootstrap-sb-admin-2', path: '/login.html', shows: 'form.user' },
  // Style sheets
  { name: 'foundation', from: FOUNDATION, path: '/offcanvas/all-options.html', instead: { ...SCRIPTS, '/assets/css/foundation.css': 'foundation-sites/dist/css/foundation.css' }, shows: '.off-canvas-content' },
  dressed('bootstrap', 'bootstrap/dist/css/bootstrap.css', '/tabs/deep-linking.html', 'h1'),
  dressed('bulma', 'bulma/css/bulma.css', '/prototype/overflow.html', 'p'),
  dressed('tailwind', 'tailwindcss/preflight.css', '/menu/advanced-nested-menu-flex.html', 'a'),
  dressed('normalize', 'normalize.css/normalize.css', '/reveal/long-page.html', 'h1'),
  dressed('sanitize', 'sanitize.css/sanitize.css', '/form/input-group-xygrid.html', 'input'),
  dressed('admin-lte', 'admin-lte/dist/css/adminlte.css', '/card/card.html', '.card'),
  // Documentation
  { name: 'spectre-docs', from: 'spectre.css/docs', path: '/components/cards.html', shows: '.docs-content .card' },
  { name: 'lucide', from: 'lucide-static/font', path: '/index.html', shows: '.icons li' },
  // Programs: React, React, Svelte, Vue, Angular
  { name: 'swagger', from: 'swagger-ui-dist', path: '/index.html', isSlow: true, shows: '#swagger-ui .topbar' },
  { name: 'playwright-dashboard', from: 'playwright-core/lib/vite/dashboard', path: '/index.html', shows: '.dashboard-shell-sidebar-content' },
  {
    name: 'json-editor',
    from: 'vanilla-jsoneditor',
    path: '/',
    boot: {
      body: '<main id="app" style="height:100vh"></main>',
      module: "import { createJSONEditor } from './standalone.js'\ncreateJSONEditor({ target: document.getElementById('app'), props: { content: { json: { a: [1, 2, 3], b: { c: 'text' } } } } })",
    },
    shows: '.jse-main',
  },  {
    name: 'vue-repl',
    from: '@vue/repl',
    path: '/',
    boot: {
      body: '<main id="app" style="height:100vh"></main>',
      module: `import { createApp, h } from 'vue'
import { Repl } from '@vue/repl'
import CodeMirror from '@vue/repl/codemirror-editor'
createApp({ render: () => h(Repl, { editor: CodeMirror }) }).mount('#app')`,
      styles: ['/dist/vue-repl.css', '/dist/codemirror-editor.css'],
    },
    isBundled: true,
    shows: '.cm-editor, .CodeMirror',
  },
  {
    name: 'angular-material',
    from: '@angular/material',
    path: '/',
    boot: {
      body: '<app-root></app-root>',
      module: `import '@angular/compiler'
import { Component, provideZonelessChangeDetection } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { MatButtonModule } from '@angular/material/button'
import { MatCardModule } from '@angular/material/card'
import { MatDatepickerModule } from '@angular/material/datepicker'
import { provideNativeDateAdapter } from '@angular/material/core'
import { MatSidenavModule } from '@angular/material/sidenav'
import { MatToolbarModule } from '@angular/material/toolbar'
@Component({
  selector: 'app-root',
  imports: [MatButtonModule, MatCardModule, MatDatepickerModule, MatSidenavModule, MatToolbarModule],
  template: '<mat-toolbar>Material</mat-toolbar><mat-sidenav-container style="height:90vh"><mat-sidenav mode="side" opened>Side</mat-sidenav><mat-sidenav-content><h1>Departures</h1><mat-card style="width:300px"><mat-calendar /></mat-card><a mat-flat-button href="#">Book</a></mat-sidenav-content></mat-sidenav-container>',
})
class App {}
bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideNativeDateAdapter()] })`,
      styles: ['/prebuilt-themes/azure-blue.css'],
    },
    isBundled: true,
    shows: '.mat-calendar-body-cell',
  },
]
