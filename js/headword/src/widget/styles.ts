// How it looks. Colours, sizes and fonts are variables of the page; sides are start and end, so that it mirrors.
//
// A `rem` below is `--headword-unit`, see `adopt`: the root of many sites has 10 px, that of mdBook for one. The browser's
// own is written `REM`, and `em` where widths of the window are asked for.

const CSS_TEXT = `
:host {
  --_rem: var(--headword-unit, 1REM);
  --_ink: var(--headword-text, light-dark(#1d1b22, #ebe9f0));
  --_soft: var(--headword-muted, light-dark(#5f5b6b, #a8a3b5));
  --_paper: var(--headword-background, light-dark(#ffffff, #1b1a21));
  --_inset: var(--headword-inset, light-dark(#f5f4f7, #131217));
  --_line: var(--headword-line, light-dark(#e3e0e6, #34313e));
  --_edge: var(--headword-edge, light-dark(#8a8596, #7c7789));
  --_accent: var(--headword-accent, light-dark(#4f46e5, #a5a0ff));
  --_chosen: var(--headword-chosen, light-dark(#efeefd, #2a2842));
  --_mark: var(--headword-mark, light-dark(#fde68a, #5b4a12));
  --_mark-ink: var(--headword-mark-text, light-dark(#1d1b22, #fdf0c4));
  --_radius: var(--headword-radius, 0.75rem);
  --_mono: var(--headword-mono, ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace);
  --_font: var(--headword-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif);
  --_bold: var(--headword-bold, 600);
  color-scheme: light dark;
  font: 1rem/1.5 var(--_font);
  color: var(--_ink);
  -webkit-text-size-adjust: 100%;
}
:host { display: inline-block; max-inline-size: 100% }
/* It stands on the page's own background, so its colours are those of the page's own scheme. */
:host(headword-results) { display: block; color-scheme: inherit }
:host(:state(page)) { color-scheme: inherit }
:host(:state(light)) { color-scheme: light }
:host(:state(dark)) { color-scheme: dark }
:host([theme='light']) { color-scheme: light }
:host([theme='dark']) { color-scheme: dark }
:host([hidden]) { display: none }
.own { display: contents }
* { box-sizing: border-box; margin: 0 }
[hidden] { display: none !important }
button, input { font: inherit; color: inherit; letter-spacing: inherit }
button { background: none; border: 0; padding: 0; cursor: pointer; border-radius: calc(var(--_radius) * 0.66) }
a { color: inherit; text-decoration: none }
svg { inline-size: 1.25rem; block-size: 1.25rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px }
kbd { padding: 0 0.35em; font: 0.75rem/1.6 var(--_font); color: var(--_soft); border: 1px solid var(--_line); border-radius: 0.3rem; background: var(--_paper); white-space: nowrap }
.seen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

.trigger { display: inline-flex; align-items: center; gap: 0.6rem; min-block-size: 2.75rem; padding-inline: 0.8rem; color: var(--_soft); background: var(--_paper); border: 1px solid var(--_edge); border-radius: var(--_radius); max-inline-size: 100% }
.trigger:hover { color: var(--_ink); border-color: var(--_accent) }
.trigger kbd { margin-inline-start: 0.6rem }
.print { display: none }

dialog { inline-size: min(var(--headword-width, 44rem), calc(100vw - 2rem)); max-inline-size: none; max-block-size: none; margin: min(10vh, 6rem) auto auto; padding: 0; color: inherit; background: none; border: 0; overflow: visible }
dialog::backdrop { background: light-dark(rgb(29 27 34 / 45%), rgb(0 0 0 / 60%)) }
.panel { display: flex; flex-direction: column; background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius); overflow: hidden }
dialog .panel { max-block-size: min(80vh, 46rem); min-block-size: 0; box-shadow: 0 1rem 4rem rgb(0 0 0 / 30%) }
dialog .panel.asked { block-size: min(80vh, 46rem) }
.header { display: flex; align-items: center; gap: 0.7rem; padding-inline: 1rem 0.5rem; border-block-end: 1px solid var(--_line); color: var(--_soft) }
.header:focus-within { box-shadow: inset 0 -2px var(--_accent); border-color: var(--_accent) }
.input { flex: 1; min-inline-size: 0; block-size: 3.5rem; color: var(--_ink); background: none; border: 0; font-size: 1.0625rem; outline: none; appearance: none }
.input::placeholder { color: var(--_soft); opacity: 1 }
.input::-webkit-search-cancel-button { display: none }
.tool { display: grid; place-items: center; min-inline-size: 2.75rem; min-block-size: 2.75rem; color: var(--_soft); flex: none }
.word { font-size: 0.875rem }
.tool:hover { color: var(--_ink); background: var(--_chosen) }

.filters { display: flex; flex: none; gap: 1.25rem; padding: 0 1rem; overflow-x: auto; scrollbar-width: none; border-block-end: 1px solid var(--_line) }
.key { display: flex; align-items: center; gap: 0.4rem; flex: none; padding-block: 0.5rem }
.keyname { color: var(--_soft); font-size: 0.8125rem; margin-inline-end: 0.15rem }
.chip { position: relative; display: inline-flex; gap: 0.4rem; align-items: center; min-block-size: 1.9rem; padding-inline: 0.65rem; font-size: 0.8125rem; border: 1px solid var(--_line); border-radius: 2rem; white-space: nowrap }
.chip::after { content: ''; position: absolute; inset: -0.45rem -0.2rem }
.chip > bdi { max-inline-size: 14rem; overflow: hidden; text-overflow: ellipsis }
.chip:hover { border-color: var(--_accent) }
.chip[aria-pressed='true'] { color: var(--_accent); background: var(--_chosen); border-color: var(--_accent) }
.chip:focus-visible { outline-offset: -1px }
.count { color: var(--_soft); font-variant-numeric: tabular-nums }
.chip[aria-pressed='true'] .count { color: inherit }

.body { display: grid; min-block-size: 0; flex: 1 1 auto; grid-template: minmax(0, 1fr) / minmax(0, 1fr) }
.column { display: flex; flex-direction: column; min-block-size: 0; min-inline-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 0.5rem; scrollbar-width: thin; scrollbar-color: var(--_line) transparent }
.note { padding: 0.5rem 0.75rem; color: var(--_soft); font-size: 0.875rem }
.note b { color: var(--_ink); font-weight: var(--_bold) }
.heading-row { display: flex; align-items: center; justify-content: space-between; padding-inline: 0.75rem 0.25rem; color: var(--_soft); font-size: 0.8125rem }
.group + .group { margin-block-start: 0.35rem; padding-block-start: 0.35rem; border-block-start: 1px solid var(--_line) }
.crumbs { padding: 0.3rem 0.75rem 0; color: var(--_soft); font-size: 0.8125rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.line { display: block; position: relative; min-block-size: 2.75rem; padding: 0.5rem 0.75rem; border-radius: calc(var(--_radius) * 0.66); overflow-wrap: anywhere; cursor: pointer; scroll-margin-block: 0.5rem }
.line:hover { background: color-mix(in srgb, var(--_chosen) 55%, transparent) }
.line[aria-selected='true'] { background: var(--_chosen); box-shadow: inset 3px 0 var(--_accent) }
.line[aria-selected='true']:dir(rtl) { box-shadow: inset -3px 0 var(--_accent) }
.section { margin-inline-start: 1.1rem; border-inline-start: 1px solid var(--_line); border-start-start-radius: 0; border-end-start-radius: 0 }
.recent { display: flex; align-items: center; color: var(--_soft) }
.recent .name { color: var(--_ink) }
.name { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.5rem }
.name svg { align-self: center; color: var(--_soft) }
.name > bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
.title { font-weight: var(--_bold) }
.recent .title { font-weight: 400 }
.step, .step + .heading { color: var(--_soft) }
.section .heading { font-size: 0.9375rem }
.tag { padding-inline: 0.45rem; font-size: 0.75rem; line-height: 1.5; color: var(--_soft); border: 1px solid var(--_line); border-radius: 0.4rem }
.excerpt { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; color: var(--_soft); font-size: 0.875rem }
.code, .excerpt code { font-family: var(--_mono); font-size: 0.8125rem }
mark { padding-inline: 0.1em; border-radius: 0.2em; color: var(--_mark-ink); background: var(--_mark) }
.button { align-self: center; min-block-size: 2.75rem; padding-inline: 1rem; color: var(--_accent); font-size: 0.875rem; font-weight: var(--_bold) }
.button:hover { background: var(--_chosen) }
.heading-row .button { padding-inline: 0.5rem; font-weight: 400; font-size: inherit }
.empty { display: grid; align-content: center; flex: 1; gap: 0.25rem; justify-items: center; padding: 2.5rem 1.5rem; text-align: center; color: var(--_soft); overflow-wrap: anywhere }
.empty b { color: var(--_ink); font-weight: var(--_bold) }
.empty small { font-size: 0.8125rem }

.preview { display: none; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 1rem 1.25rem 1.25rem; background: var(--_inset); border-inline-start: 1px solid var(--_line); font-size: 0.875rem; overflow-wrap: anywhere; scrollbar-width: thin; scrollbar-color: var(--_line) transparent }
.preview:focus-visible { outline-offset: -3px }
.preview .crumbs { padding: 0; white-space: normal }
.preview h2 { font-size: 1.0625rem; line-height: 1.35; margin-block: 0.1rem 0.6rem }
.preview h3 { font-size: 0.9375rem; margin-block: 1rem 0.35rem }
.preview p { margin-block: 0.5rem }
.preview .item { display: list-item; margin-block: 0.2rem; margin-inline-start: 1.1rem }
.preview .row { margin-block: 0; padding-block: 0.3rem; border-block-end: 1px solid var(--_line) }
.preview pre { margin-block: 0.6rem; padding: 0.7rem 0.8rem; background: var(--_paper); border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 0.66); white-space: pre-wrap }
.preview code { font: 0.8125rem/1.55 var(--_mono) }
.preview p code { padding-inline: 0.25em; background: var(--_paper); border-radius: 0.25em }

.footer { display: flex; flex: none; align-items: center; gap: 1rem; padding: 0.5rem 1rem; border-block-start: 1px solid var(--_line); color: var(--_soft); font-size: 0.8125rem }
.footer > span, .keys > span { white-space: nowrap }
.keys { display: flex; gap: 1rem }
.status { margin-inline-start: auto; font-variant-numeric: tabular-nums }

.box { position: relative; display: block; inline-size: 20rem; max-inline-size: 100% }
.box .header { border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_paper) }
.box .header:focus-within { border-color: var(--_accent); box-shadow: 0 0 0 1px var(--_accent) }
.box .input { block-size: 2.75rem; font-size: 1rem }
.popup { position: absolute; z-index: var(--headword-layer, 100); inset-inline-start: 0; inset-block-start: calc(100% + 0.4rem); inline-size: max(100%, min(32rem, 90vw)); max-inline-size: calc(100vw - 1rem) }
.popup.end { inset-inline: auto 0 }
.popup .panel { max-block-size: min(70vh, 36rem); box-shadow: 0 0.5rem 2rem rgb(0 0 0 / 20%) }

.sheet .panel { border: 0; border-radius: 0; background: none; overflow: visible }
.sheet .header { border: 1px solid var(--_edge); border-radius: var(--_radius); background: var(--_paper) }
.sheet .filters, .sheet .column { padding-inline: 0; overflow: visible }
.sheet .filters { flex-wrap: wrap; gap: 0 1.25rem; border: 0 }
.sheet .key { flex: 0 1 auto; flex-wrap: wrap; gap: 0.9rem 0.4rem }
.sheet .group { padding-block: 0.35rem }
.sheet .line:focus-visible { outline-offset: -2px }
.sheet .title { color: var(--_accent) }
.sheet .status { padding-inline: 0.75rem; color: var(--_soft); font-size: 0.875rem }

@media (min-width: 64em) {
  .wide { --headword-width: 68rem }
  .wide .body.two { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr) }
  .wide .body.two > .preview { display: block }
}
@media (min-width: 40.01em) {
  .word { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
}
@media (max-width: 40em) {
  dialog { inline-size: 100vw; margin: 0 auto auto }
  dialog .panel, dialog .panel.asked { block-size: 100dvh; max-block-size: 100dvh; border: 0; border-radius: 0; box-shadow: none }
  .column { padding-inline: 0.25rem }
  .popup { inline-size: 100% }
  .key { padding-block: 0.6rem }
  .keys, .tool > kbd { display: none }
  .word { padding-inline: 0.5rem }
  .footer:has(> .status:empty) { display: none }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] .panel { animation: rise 0.12s ease-out }
  .trigger, .chip { transition: border-color 0.12s, color 0.12s }
  @keyframes rise { from { opacity: 0; transform: translateY(-0.4rem) } }
}
@media (forced-colors: active) {
  .line[aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px }
  .chip[aria-pressed='true'] { forced-color-adjust: none; color: HighlightText; background: Highlight; border-color: Highlight }
  .header:focus-within { outline: 2px solid Highlight; outline-offset: -2px }
  mark { forced-color-adjust: none; color: MarkText; background: Mark }
}
@media (hover: none) { .keys, .trigger kbd { display: none } }
@media print {
  .screen { display: none !important }
  .print { display: block }
}
`;

let sheet: CSSStyleSheet | undefined;

/** Gives the styles to a shadow root. All share one sheet, which no content policy forbids. */
export function adopt(root: ShadowRoot): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT.replace(/(-?[\d.]+)rem/g, 'calc($1*var(--_rem))'));
  }
  root.adoptedStyleSheets = [sheet];
}
