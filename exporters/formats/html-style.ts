import { createHash } from "node:crypto";

/**
 * The one style of every page, in each page itself: a page that is mailed or printed alone looks the same. Colours are at least
 * 4.5:1 for text in both schemes.
 */
export const style = `:root{color-scheme:light dark;--ink:#1c1f23;--soft:#555d67;--line:#d8dce1;--paper:#fff;--tint:#f4f5f7;--link:#0b57a4;--mark:#fff1bf}
@media (prefers-color-scheme:dark){:root{--ink:#e7e9eb;--soft:#a8b0ba;--line:#3b4149;--paper:#16181b;--tint:#202327;--link:#8fbcf2;--mark:#463b12}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem}
body{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper);max-width:76rem;margin:0 auto;padding:1.25rem 1.25rem 4rem}
a{color:var(--link);text-underline-offset:.15em}a:focus-visible{outline:2px solid var(--link);outline-offset:2px}
h1{font-size:1.6rem;line-height:1.25;margin:1.5rem 0 .25rem;font-weight:600}h2{font-size:1.15rem;margin:2.25rem 0 .5rem;font-weight:600}
p{max-width:44rem;margin:.5rem 0}small,.soft{color:var(--soft);font-size:.9em}
nav,.turn{font-size:.9rem;color:var(--soft);line-height:1.9}nav p{max-width:none;margin:0}nav a,.turn a{padding:.2rem 0}nav ul,.turn ul{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.1rem}
[aria-current]{color:var(--ink);font-weight:600}
.note{border-left:3px solid var(--soft);background:var(--tint);padding:.5rem .9rem;margin:1rem 0;max-width:44rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0 1.25rem}caption{text-align:left;color:var(--soft);font-size:.9rem;padding:.25rem 0}
h2+table>caption,h3+table>caption,h3+.soft+table>caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;padding:.32rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
th{font-weight:600}thead th{position:sticky;top:0;background:var(--paper);border-bottom:2px solid var(--line);font-size:.9rem;line-height:1.3;vertical-align:bottom}
thead th span{display:block;font-weight:400;color:var(--soft);font-size:.85em}
.number,.n1 td:nth-last-child(1),.n2 td:nth-last-child(-n+2),.n3 td:nth-last-child(-n+3),.n4 td:nth-last-child(-n+4),.n1 thead th:nth-last-child(1),.n2 thead th:nth-last-child(-n+2),.n3 thead th:nth-last-child(-n+3),.n4 thead th:nth-last-child(-n+4){text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.n1 td:only-child,.n2 td:only-child{text-align:left;white-space:normal}
tr.sum td,tr.sum th{font-weight:600;border-bottom:2px solid var(--line)}tr.head td,tr.head th{font-weight:600;padding-top:.8rem}tr.account td:first-child,tr.account th{padding-left:1.9rem;font-weight:400}
tbody.v th{background:var(--tint);padding-top:.55rem;font-weight:400}tbody.v th b{font-weight:600}tbody.v+tbody.v th{border-top:10px solid var(--paper)}
:target,:target th{background:var(--mark)!important}
code,pre{font:.88em/1.5 ui-monospace,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}pre{background:var(--tint);padding:.6rem .9rem;white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:.75rem 0}dt{color:var(--soft)}dd{margin:0}
@media (max-width:40rem){body{padding:1rem .75rem 3rem}th,td{padding:.3rem .35rem}.flow thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.flow,.flow tbody,.flow tr{display:block}.flow tr{border-bottom:1px solid var(--line);padding:.4rem 0}.flow th,.flow td{display:block;border:0;padding:.1rem 0;text-align:left!important;white-space:normal;overflow-wrap:anywhere}.flow td:empty{display:none}.flow td::before{content:attr(data-label)": ";color:var(--soft);font-size:.9em}}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#f2f2f2;--link:#000;--mark:#fff}body{font-size:10pt;max-width:none;padding:0}nav,.turn{display:none}a{text-decoration:none}thead th{position:static}tr{break-inside:avoid}h2{break-after:avoid}}`;

/** Nothing may be loaded, run or sent: only this style, by its hash. */
export const contentPolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
