#include "core/report/style.hpp"

namespace hotline::report {
namespace {

// Colours keep a contrast of 4.5 : 1 for text, and differ in lightness, so that charts survive a
// grey printer and most colour blindness.
constexpr std::string_view kStyleSheet = R"(
:root {
  color-scheme: light dark;
  --page: #f4f6f8; --card: #ffffff; --ink: #17202b; --muted: #55616f; --line: #dbe1e8;
  --c1: #1d5d9b; --c2: #c2660c; --c3: #a12f3f; --c4: #7d8794; --pale: #b4cde6; --good: #1f7a55;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11161d; --card: #1a212b; --ink: #e7ebf0; --muted: #a3afbd; --line: #313c49;
    --c1: #6aa9e9; --c2: #eda24f; --c3: #e8798a; --c4: #8d98a6; --pale: #35567a; --good: #5cc197;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif;
}
main, header, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; }
h1 { font-size: 2.1rem; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 1.3rem; margin: 0 0 4px; }
.period { color: var(--muted); margin: 0 0 20px; }
.warning {
  border-left: 4px solid var(--c3); background: var(--card); padding: 10px 16px; margin: 0 0 20px;
  font-weight: 600;
}
.lead { color: var(--muted); margin: 0 0 14px; max-width: 46em; }
section {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 22px 24px; margin: 0 0 20px;
}
.tiles {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 12px;
  margin: 0 0 20px; padding: 0;
}
.tiles div {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px;
}
.tiles dt { color: var(--muted); font-size: 0.86rem; }
.tiles dd { margin: 0; font-size: 1.65rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.tiles dd.remark { font-size: 0.82rem; font-weight: 400; color: var(--muted); line-height: 1.35; }
.tiles .unknown { color: var(--muted); font-weight: 400; }
figure { margin: 18px 0 6px; overflow-x: auto; }
figure > svg { min-width: 600px; }
.many figure > svg { min-width: 0; }
figcaption { font-weight: 600; margin-bottom: 8px; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font-size: 13px; fill: var(--ink); font-variant-numeric: tabular-nums; }
svg .label { text-anchor: end; }
svg .axis-name { fill: var(--muted); font-size: 12px; }
svg .axis-name.left { text-anchor: end; } svg .axis-name.middle { text-anchor: middle; }
svg .tick { text-anchor: middle; fill: var(--muted); font-size: 12px; }
svg .note { fill: var(--muted); }
svg .c1 { fill: var(--c1); } svg .c2 { fill: var(--c2); } svg .c3 { fill: var(--c3); }
svg .c4 { fill: var(--c4); } svg .pale { fill: var(--pale); } svg .good { fill: var(--good); }
svg .end { fill: var(--card); stroke: var(--c1); stroke-width: 2.5; }
svg .span { stroke: var(--pale); stroke-width: 5; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .axis { stroke: var(--c4); stroke-width: 1; }
svg .curve { fill: none; stroke: var(--c2); stroke-width: 1.8; stroke-linejoin: round; }
svg .head { fill: var(--muted); font-size: 12px; }
svg .in-cell {
  text-anchor: middle; fill: var(--ink); font-size: 11px;  /* readable on any shade, by its rim */
  paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round;
}
svg .star { fill: none; stroke: var(--c1); stroke-width: 2; stroke-linejoin: round; }
svg .star.full { fill: var(--c1); fill-opacity: 0.18; }
.many {
  display: grid; gap: 8px 24px;
  grid-template-columns: repeat(auto-fit, minmax(min(430px, 100%), 1fr));
}
details { margin: 10px 0 0; }
summary { cursor: pointer; color: var(--c1); font-size: 0.9rem; }
.scroll { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; font-size: 0.9rem; width: 100%; }
caption { text-align: left; color: var(--muted); padding: 6px 0; }
th, td { padding: 5px 10px; border-bottom: 1px solid var(--line); text-align: right; }
th[scope="row"], thead th:first-child { text-align: left; font-weight: 500; }
th[scope="row"] { min-width: 9em; }
thead th { color: var(--muted); font-weight: 600; border-bottom: 2px solid var(--line); }
td { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.prose, th.prose { text-align: left; white-space: normal; min-width: 15em; }
.methods dt { font-weight: 600; margin-top: 10px; }
.methods dd { margin: 0; color: var(--muted); }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.9em; }
footer { color: var(--muted); font-size: 0.85rem; padding-bottom: 40px; }
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --ink: #000000; --muted: #3c4650; --line: #c4ccd4;
    --c1: #1d5d9b; --c2: #c2660c; --c3: #a12f3f; --c4: #7d8794; --pale: #b4cde6; --good: #1f7a55;
  }
  body { font-size: 11pt; }
  main, header, footer { max-width: none; padding: 0; }
  section { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: 12px 0; }
  svg, .tiles div, tr, .many figure { break-inside: avoid; }
  figure > svg { min-width: 0; }
  h2, .lead, figcaption { break-after: avoid; }
  .many { grid-template-columns: 1fr 1fr; }
  details:not([open]) { display: none; }
  .scroll { overflow: visible; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)";

}  // namespace

std::string_view style_sheet() {
  return kStyleSheet;
}

}  // namespace hotline::report
