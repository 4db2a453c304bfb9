// What is measured inside a page. Runs in the page by the DevTools protocol, which the page's own policy does not bind.
globalThis.look = (() => {
  const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility !== 'hidden'; };
  const name = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].slice(0, 2).map((c) => '.' + c).join('');
  const words = (e) => e.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
  const colour = (text) => { const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text); return m ? [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]] : null; };
  const luminance = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };

  // The paint behind a text of a chart: its halo, the shape under its middle, or the paper of an ancestor.
  const behind = (text) => {
    const style = getComputedStyle(text), halo = colour(style.stroke);
    if (halo && style.paintOrder.startsWith('stroke') && parseFloat(style.strokeWidth) >= 2) return halo;
    const r = text.getBoundingClientRect();
    for (const e of document.elementsFromPoint(r.x + r.width / 2, r.y + r.height / 2)) {
      if (e === text || text.contains(e) || e.tagName === 'text' || e.tagName === 'tspan') continue;
      const s = getComputedStyle(e), paint = e instanceof SVGElement && e.tagName !== 'svg' ? colour(s.fill) : colour(s.backgroundColor);
      if (paint && paint[3] === 1) return paint;
    }
    for (let e = text; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor); if (c && c[3] === 1) return c; }
    return [255, 255, 255, 1];
  };
  const chartTexts = () => [...document.querySelectorAll('svg text')].filter((t) => words(t) && shown(t));

  return {
    text: () => document.body.innerText,
    height: () => document.documentElement.scrollHeight,

    // axe leaves text in SVG undecided, so its contrast is measured here.
    faintChartText: () => chartTexts().flatMap((t) => {
      const s = getComputedStyle(t), ink = colour(s.fill);
      if (!ink) return [];
      const ratio = contrast(ink, behind(t)), large = parseFloat(s.fontSize) >= 18.66 && +s.fontWeight >= 700;
      return ratio < (large ? 3 : 4.5) - 0.05 ? [`“${words(t)}” ${ratio.toFixed(2)}:1, should be ${large ? 3 : 4.5}:1`] : [];
    }),
    collidingChartText: () => [...document.querySelectorAll('svg')].flatMap((svg) => {
      const boxes = [...svg.querySelectorAll('text')].filter((t) => words(t) && shown(t)).map((t) => [t.getBoundingClientRect(), words(t)]);
      return boxes.flatMap(([a, first], i) => boxes.slice(i + 1).flatMap(([b, second]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return wide > 2 && high > 0.45 * Math.min(a.height, b.height) ? [`“${first}” and “${second}”`] : [];
      }));
    }),
    cutChartText: () => chartTexts().flatMap((t) => {
      const r = t.getBoundingClientRect(), width = document.documentElement.clientWidth;
      return r.left < -1 || r.right > width + 1 ? [`“${words(t)}” runs from ${r.left.toFixed()} to ${r.right.toFixed()} of ${width} px`] : [];
    }),

    sideways: () => {
      const width = document.documentElement.clientWidth, page = document.scrollingElement.scrollWidth;
      if (page <= width) return [];
      const boxed = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
      const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 1 && !boxed(e));
      return [`the page is ${page} px wide on ${width} px: ${wide.slice(0, 3).map(name).join(', ') || 'unknown element'}`];
    },

    skip: () => { const e = document.activeElement, r = e.getBoundingClientRect(); return { link: e.matches('a.skip[href^="#"]'), seen: r.left >= 0 && r.top >= 0 && r.width > 20 && r.height > 10, name: name(e) }; },
    // After the skip link and one more Tab: the focus is in the main part or behind it, or there is nothing to focus on from there.
    inMain: () => {
      const main = document.querySelector('main'), after = (e) => !!main && (main.contains(e) || !!(main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING));
      const stops = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')].filter((e) => shown(e) && after(e));
      return stops.length ? after(document.activeElement) : location.hash === `#${main && main.id}`;
    },
    faintFocus: () => [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')].filter(shown).slice(0, 300).flatMap((e) => {
      e.focus({ focusVisible: true, preventScroll: true });
      const s = getComputedStyle(e), ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
      const taken = document.activeElement === e;
      e.blur();
      return !taken ? [`${name(e)} “${words(e)}” cannot take the focus`] : ring ? [] : [`${name(e)} “${words(e)}” has no outline`];
    }),

    // Tries what the policy forbids. Returns the directives that did not stop it.
    policy: () => new Promise((done) => {
      const stopped = new Set(), wanted = ['script-src-elem', 'script-src-attr', 'style-src-attr', 'style-src-elem', 'img-src', 'connect-src'];
      const end = () => done([...wanted.filter((w) => !stopped.has(w)), ...(globalThis.intruded ? ['a script ran'] : [])]);
      document.addEventListener('securitypolicyviolation', (e) => { stopped.add(e.effectiveDirective); if (wanted.every((w) => stopped.has(w))) end(); });
      const add = (tag, set) => { const e = document.createElement(tag); set(e); document.body.append(e); e.remove(); };
      add('script', (e) => { e.textContent = 'globalThis.intruded = 1'; });
      add('p', (e) => { e.setAttribute('onclick', 'globalThis.intruded = 1'); e.click(); });
      add('p', (e) => { e.setAttribute('style', 'color: red'); });
      add('style', (e) => { e.textContent = 'p { color: red }'; });
      add('img', (e) => { e.src = 'https://example.invalid/x.png'; });
      fetch('https://example.invalid/x').catch(() => {});
      setTimeout(end, 2000);
    }),

    // Anything in the page that could act: by tag, by attribute, by address.
    active: () => [...document.querySelectorAll('*')].flatMap((e) => [
      ...(/^(script|iframe|object|embed|applet|base|form|foreignobject|animate|set|audio|video|template|portal)$/i.test(e.localName) ? [`<${e.localName}>`] : []),
      ...[...e.attributes].filter((a) => /^on/i.test(a.name) || a.name === 'style' || a.name === 'srcdoc').map((a) => `${name(e)} has ${a.name}=`),
      ...[...e.attributes].filter((a) => /^(href|src|xlink:href|action|formaction)$/i.test(a.name) && /^(javascript|vbscript|data):/i.test(a.value.replace(/[\x00-\x20]/g, '')) && a.value !== 'data:,').map((a) => `${name(e)} has ${a.name}="${a.value.slice(0, 40)}"`),
    ]),

    // All colours of the page, in order.
    paint: () => [...document.querySelectorAll('html, body, body *')].map((e) => getComputedStyle(e))
      .map((s) => [s.color, s.backgroundColor, s.fill, s.stroke, s.borderTopColor].join()).join(';'),

    // On the handout, in print: each sheet holds its content, and there is room to write.
    crowded: () => [...document.querySelectorAll('.sheet')].flatMap((sheet, i) => {
      const bottom = sheet.getBoundingClientRect().bottom, mm = 96 / 25.4;
      const over = Math.max(...[...sheet.querySelectorAll('*')].filter(shown).map((e) => e.getBoundingClientRect().bottom)) - bottom;
      const notes = sheet.querySelector('.notes-box');
      return [...(over > 1 ? [`sheet ${i + 1}: content ends ${(over / mm).toFixed(1)} mm below the sheet`] : []),
        ...(notes && notes.getBoundingClientRect().height < 20 * mm - 1 ? [`sheet ${i + 1}: ${(notes.getBoundingClientRect().height / mm).toFixed(1)} mm for notes, should be 20`] : [])];
    }),

    // Of a long page, blocks that only repeat are taken out meanwhile: axe takes its time over each of them.
    axe: async (rules) => {
      const back = document.querySelectorAll('*').length < 3000 ? [] : [...document.querySelectorAll('main section, main tr, main li')].filter((e) => {
        const like = [...e.parentElement.children].filter((o) => o.tagName === e.tagName && o.className === e.className), place = like.indexOf(e);
        return place >= 3 && place < like.length - 1;
      }).map((e) => [e, document.createComment('')]);
      back.forEach(([e, place]) => e.replaceWith(place));
      try {
        const found = await axe.run(document, {
          runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          preload: false, resultTypes: ['violations'], elementRef: false,
        });
        return found.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => [v.id, `${n.target.join(' ')}: ${(n.any[0] || n.all[0] || n.none[0] || {}).message || v.help}${v.nodes.length > 3 ? ` (${v.nodes.length} in all)` : ''}`]));
      } finally {
        back.reverse().forEach(([e, place]) => place.replaceWith(e));
      }
    },
    supports: (properties) => properties.filter((p) => CSS.supports(p, 'inherit')),
  };
})();
