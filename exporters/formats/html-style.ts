import { createHash } from "node:crypto";
import { pageLanguages } from "./texts/languages.ts";
import { pageTexts } from "./texts/pages.ts";

/** A row of an account or a voucher on a narrow screen: what its amounts are stands before them, in the page's language. */
const amountLabels = pageLanguages
  .flatMap((language) => {
    const { debit, credit, balance, tax } = pageTexts[language];
    const said = (cell: string, label: string) => `:lang(${language}) ${cell}::before{content:"${label} "}`;
    return [
      said(".entries td:nth-child(4)", debit),
      said(".entries td:nth-child(5)", credit),
      said(".entries td:nth-child(6)", balance),
      said(".lines td:nth-last-child(2)", debit),
      said(".lines td:nth-last-child(1)", credit),
      said(".lines .x", `${tax}:`),
    ];
  })
  .join("");

/**
 * The one style of every page, in each page itself: a page that is mailed or printed alone looks the same. Text has a contrast of
 * at least 4.5:1 on each ground that it stands on, in both schemes; rules and marks of the focus 3:1 (WCAG 2.2 AA).
 *
 * Tables that a narrow screen has no room for become rows of their own there, with nothing left out: `flow` one cell below the
 * other, `pairs` two side by side, `entries` and `lines` with the amounts at the right. Paper always gets tables.
 */
export const style = `:root{color-scheme:light dark;--ink:#1c1f23;--soft:#555d67;--line:#d8dce1;--rule:#7b838d;--paper:#fff;--tint:#f4f5f7;--link:#0b57a4;--mark:#fff1bf}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9eb;--soft:#a8b0ba;--line:#3b4149;--rule:#858d97;--paper:#16181b;--tint:#202327;--link:#8fbcf2;--mark:#463b12}}
*{box-sizing:border-box}
html{border-top:.25rem solid var(--link);scroll-padding-top:5rem;-webkit-text-size-adjust:100%}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper);max-width:76rem;margin:0 auto;padding:1rem 1.25rem 4rem}
a{color:var(--link);text-underline-offset:.15em}a:hover{text-decoration-thickness:.12em}:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
h1{font-size:1.8rem;line-height:1.2;letter-spacing:-.01em;margin:1.75rem 0 .35rem;font-weight:650;overflow-wrap:break-word}h2{font-size:1.2rem;line-height:1.3;margin:2.5rem 0 .6rem;font-weight:650}h3{font-size:1rem;margin:1.75rem 0 .4rem;font-weight:650}
p{max-width:44rem;margin:.5rem 0}ul,ol{max-width:60rem;margin:.5rem 0;padding-left:1.4rem}li{margin:.15rem 0}small,.soft{color:var(--soft);font-size:.9em}.lead{font-size:1.07rem}
nav,.turn{font-size:.93rem;color:var(--soft)}nav ul,.turn ul{max-width:none;margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.2rem}nav li,.turn li{margin:0}nav a,.turn a,nav [aria-current]{display:block;padding:.28rem 0}
nav.site{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2rem;border-bottom:1px solid var(--line);padding-bottom:.4rem}nav.site a{text-decoration:none}nav.site a:hover{text-decoration:underline}nav.rows{flex-direction:column}
[aria-current]{color:var(--ink);font-weight:650;box-shadow:inset 0 -2px var(--link)}
.note{border-left:3px solid var(--link);background:var(--tint);padding:.6rem .9rem;margin:1rem 0;max-width:44rem}
.facts{background:var(--tint);padding:.9rem 1.1rem;margin:1.1rem 0;max-width:44rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.4rem;margin:.75rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.25rem}caption{text-align:left;color:var(--soft);font-size:.9em;padding:.3rem 0}table.short{max-width:48rem}
.short>caption,h2+table>caption,h3+table>caption,h2+.soft+table>caption,h3+p+table>caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:.36rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
th{font-weight:600}thead th{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:0;box-shadow:inset 0 -2px var(--rule);font-size:.9rem;line-height:1.3;vertical-align:bottom}
thead th span{display:block;font-weight:400;color:var(--soft);font-size:.85em}
.number,.n1 td:nth-last-child(1),.n2 td:nth-last-child(-n+2),.n3 td:nth-last-child(-n+3),.n4 td:nth-last-child(-n+4),.n1 thead th:nth-last-child(1),.n2 thead th:nth-last-child(-n+2),.n3 thead th:nth-last-child(-n+3),.n4 thead th:nth-last-child(-n+4){text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.n1 td:only-child,.n2 td:only-child{text-align:left;white-space:normal}
tr.sum td,tr.sum th{font-weight:650;border-bottom:2px solid var(--rule)}tr.head td,tr.head th{font-weight:650;padding-top:.9rem}tr.account+tr.sum>*{padding-top:.9rem}tr.account td:first-child,tr.account th{padding-left:1.9rem;font-weight:400}.list tbody th{font-weight:400}.list tr.sum th{font-weight:650}
.entries td:nth-child(1){white-space:nowrap;font-variant-numeric:tabular-nums}.entries td:nth-child(3){width:50%;overflow-wrap:anywhere}td small{display:block}.x small,th code{white-space:nowrap}.flow td a,.paths{overflow-wrap:anywhere}.paths{min-width:10rem}
tbody.v th{background:var(--tint);padding-top:.6rem;font-weight:400;overflow-wrap:anywhere}tbody.v th small::before{content:"· "}tbody.v th br+small::before{content:none}tbody.v th b{font-weight:650}tbody.v+tbody.v th{border-top:.8rem solid var(--paper)}
@media (hover:hover){tbody tr:hover>*{background:var(--tint)}}
:target,:target th,tr:target>*{background:var(--mark)!important}
code,pre{font:.88em/1.5 ui-monospace,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}pre{background:var(--tint);padding:.6rem .9rem;white-space:pre-wrap}
@media screen and (max-width:60rem){.entries thead,.lines thead,.pairs thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.entries,.entries tbody,.lines,.lines tbody,.pairs,.pairs tbody,.entries caption,.lines caption,.pairs caption{display:block}.entries td:empty,.lines td:empty,.pairs td:empty{display:none}
.entries tr,.lines tr,.pairs tr{display:grid;column-gap:.8rem;padding:.45rem 0;border-bottom:1px solid var(--line)}.entries td,.lines td,.lines th,.pairs td,.pairs th{border:0;padding:.05rem 0;min-width:0}.entries tr.sum,.pairs tr.sum{border-bottom:2px solid var(--rule)}.entries .sum td,.pairs .sum>*{border:0!important}
.entries td::before,.lines td:nth-last-child(-n+2)::before,.lines .x::before,.pairs td::before{color:var(--soft);font-size:.85em;font-weight:400}
.entries tr{grid-template-columns:max-content minmax(0,1fr) max-content;grid-auto-flow:dense}.entries td:nth-child(1){grid-area:1/1}.entries td:nth-child(2){grid-area:1/2}.entries td:nth-child(3){grid-area:2/1/span 2/span 2;width:auto;color:var(--soft)}.entries td:nth-child(n+4){grid-column:3}.entries .sum td:nth-child(3){grid-row:1/span 3;color:var(--ink)}
.lines tr{grid-template-columns:minmax(0,1fr) max-content;grid-auto-flow:dense}.lines td{grid-column:1}.lines td:nth-last-child(-n+2){grid-column:2;grid-row:1}.lines td small{display:inline}.lines td small+small::before{content:"· "}.lines td:nth-child(n+2):nth-last-child(n+3){color:var(--soft);overflow-wrap:anywhere}.lines th{grid-column:1/span 2;padding:.5rem .6rem}.lines tbody.v tr:first-child{padding:0;background:var(--tint)}.lines tbody.v+tbody.v{margin-top:.8rem}.lines tbody.v+tbody.v th{border:0}
.pairs tr{grid-template-columns:1fr 1fr}.pairs th{grid-column:1/span 2}.pairs td{text-align:left!important;white-space:normal!important}.pairs td::before{content:attr(data-label);display:block}
${amountLabels}}
@media screen and (max-width:60rem){.flow thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.flow,.flow tbody,.flow tr,.flow caption{display:block}.flow tr{border-bottom:1px solid var(--line);padding:.5rem 0}.flow th,.flow td{display:block;border:0;padding:.1rem 0;text-align:left!important;white-space:normal!important;overflow-wrap:anywhere}.flow td:empty{display:none}.flow td::before{content:attr(data-label)": ";color:var(--soft);font-size:.9em}}
@media screen and (max-width:40rem){body{padding:.75rem .75rem 3rem}h1{font-size:1.45rem;margin-top:1.25rem}th,td{padding:.34rem .35rem}nav a,.turn a,nav [aria-current]{padding:.25rem 0}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:.45rem}tr.account th{padding-left:1rem}tbody th{overflow-wrap:anywhere}}
@page{size:A4;margin:14mm 12mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#444}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--rule:#777;--paper:#fff;--tint:#f2f2f2;--link:#000;--mark:#fff}html{border:0}body{font-size:9.5pt;max-width:none;padding:0}nav,nav.site,.turn{display:none}h1{font-size:15pt;margin-top:0}a{text-decoration:none}h2{margin-top:1.4rem}h3{margin-top:1rem}thead th{position:static}th,td{padding:.22rem .4rem}.lines,.entries{font-size:8.5pt}.lines td,.lines th,.entries td,.entries th{padding:.15rem .3rem}.lines td small{display:inline}.lines td small+small::before{content:"· "}.x small{white-space:normal}tbody.v+tbody.v th{border-top-width:.4rem}tr,.note,.facts{break-inside:avoid}h2,h3,caption,tr.head,tbody.v tr:first-child{break-after:avoid}thead th{font-size:1em;box-shadow:none;border-bottom:2px solid var(--rule)}}`;

/** Nothing may be loaded, run or sent: only this style, by its hash. */
export const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
