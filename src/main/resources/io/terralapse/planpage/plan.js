'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const map = data.map, candidates = data.candidates, text = data.text;
  const [west, south, east, north] = map.extent;
  const pixel = map.pixel;
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);
  const shown = (value, digits) => value.toLocaleString(data.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

  /* ---- Coordinates ---- */

  /* A value on a lattice over the map, bilinear in between; entries are [first, second] of each point. */
  const interpolate = (lattice, steps, x, y) => {
    const u = clamp((x - west) / (east - west) * steps, 0, steps), v = clamp((y - south) / (north - south) * steps, 0, steps);
    const column = Math.min(steps - 1, Math.floor(u)), row = Math.min(steps - 1, Math.floor(v));
    const s = u - column, t = v - row;
    const at = (c, r, k) => { const value = lattice[2 * (r * (steps + 1) + c) + k]; return value === null ? NaN : value; };
    return [0, 1].map(k =>
      (1 - t) * ((1 - s) * at(column, row, k) + s * at(column + 1, row, k)) +
      t * ((1 - s) * at(column, row + 1, k) + s * at(column + 1, row + 1, k)));
  };
  const lonLat = (x, y) => interpolate(map.degrees.lonLat, map.degrees.steps, x, y);
  const metres = (x, y) => interpolate(map.ground.metres, map.ground.steps, x, y);
  const place = ([lon, lat]) => {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return '–';
    const wrapped = lon - 360 * Math.round(lon / 360);
    return shown(Math.abs(lat), 5) + '° ' + (lat < 0 ? 'S' : 'N') + ', ' + shown(Math.abs(wrapped), 5) + '° ' + (wrapped < 0 ? 'W' : 'E');
  };
  const length = m => !Number.isFinite(m) ? '–' : m >= 10000 ? shown(m / 1000, 1) + ' km' : m >= 1000 ? shown(m / 1000, 2) + ' km' : shown(m, m < 10 ? 1 : 0) + ' m';

  /* Numbers of the map, exact to far less than a pixel. */
  const decimals = clamp(Math.ceil(3 - Math.log10(pixel.size)), 0, 10);
  const number = value => { const plain = value.toFixed(decimals); return plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain; };

  /* ---- The area ---- */

  /* Enough pixels for a frame, and no more than the map. */
  const least = Math.min(16 * pixel.size, (east - west) / 2, (north - south) / 2);
  let area = map.area.slice();
  let changed = false;
  const snapX = x => pixel.x + Math.round((x - pixel.x) / pixel.size) * pixel.size;
  const snapY = y => pixel.y + Math.round((y - pixel.y) / pixel.size) * pixel.size;
  const ratio = () => { const value = byId('shape').value; if (!value) return 0; const [w, h] = value.split(':').map(Number); return w / h; };

  const fit = rectangle => {
    const width = clamp(rectangle[2] - rectangle[0], least, east - west);
    const height = clamp(rectangle[3] - rectangle[1], least, north - south);
    const x = clamp(rectangle[0], west, east - width), y = clamp(rectangle[1], south, north - height);
    return [x, y, x + width, y + height];
  };

  /* The rectangle between a fixed corner and another point, in the chosen shape. */
  const between = (fixed, x, y) => {
    let width = Math.max(least, Math.abs(x - fixed[0])), height = Math.max(least, Math.abs(y - fixed[1]));
    const right = x >= fixed[0], up = y >= fixed[1];
    const roomX = right ? east - fixed[0] : fixed[0] - west, roomY = up ? north - fixed[1] : fixed[1] - south;
    const shape = ratio();
    if (shape) {
      if (width / height > shape) height = width / shape; else width = height * shape;
      const scale = Math.min(1, roomX / width, roomY / height);
      width *= scale; height *= scale;
    } else {
      width = Math.min(width, roomX); height = Math.min(height, roomY);
    }
    return [right ? fixed[0] : fixed[0] - width, up ? fixed[1] : fixed[1] - height, right ? fixed[0] + width : fixed[0], up ? fixed[1] + height : fixed[1]];
  };

  /* The same size and centre in the chosen shape. */
  const shaped = rectangle => {
    const shape = ratio();
    if (!shape) return rectangle;
    let width = rectangle[2] - rectangle[0], height = rectangle[3] - rectangle[1];
    const x = (rectangle[0] + rectangle[2]) / 2, y = (rectangle[1] + rectangle[3]) / 2;
    const side = Math.sqrt(width * height);
    width = side * Math.sqrt(shape); height = side / Math.sqrt(shape);
    const scale = Math.min(1, (east - west) / width, (north - south) / height);
    width *= scale; height *= scale;
    return fit([x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
  };

  /* Corners of pixels, so that pixels can be copied; the plan's own area is exact already. */
  const rounded = () => {
    if (!changed) return map.area.slice();
    const left = snapX(area[0]), bottom = snapY(area[1]);
    return [left, bottom, Math.max(left + pixel.size, snapX(area[2])), Math.max(bottom + pixel.size, snapY(area[3]))];
  };

  /* Part of the rectangle that polygons cover, 0 to 1: each is clipped at the four sides. */
  const inside = (points, axis, limit, sign) => {
    const kept = [];
    for (let i = 0; i < points.length; i++) {
      const a = points[i], b = points[(i + 1) % points.length];
      const da = sign * (a[axis] - limit), db = sign * (b[axis] - limit);
      if (da >= 0) kept.push(a);
      if (da * db < 0) { const f = da / (da - db); kept.push([a[0] + f * (b[0] - a[0]), a[1] + f * (b[1] - a[1])]); }
    }
    return kept;
  };
  const covers = (rings, [x0, y0, x1, y1]) => {
    let sum = 0;
    for (const ring of rings) {
      let points = [];
      for (let i = 0; i < ring.length; i += 2) points.push([ring[i], ring[i + 1]]);
      points = inside(inside(inside(inside(points, 0, x0, 1), 0, x1, -1), 1, y0, 1), 1, y1, -1);
      let twice = 0;
      points.forEach((a, i) => { const b = points[(i + 1) % points.length]; twice += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0); });
      sum += Math.abs(twice) / 2;
    }
    return Math.min(1, sum / ((x1 - x0) * (y1 - y0)));
  };

  /* ---- Dates ---- */

  const cards = [...document.querySelectorAll('.card')];
  const ticks = cards.map(card => card.querySelector('[data-tick]'));
  const atFirst = ticks.map(tick => tick.checked);
  const isDropped = one => one.kind === 'rule' || one.kind === 'fixed';

  /* Scenes that take an entry: a tick against the plan, and one that an entry has decided before. */
  const kept = () => {
    const exact = byId('exact').checked;
    return candidates.flatMap((one, i) => ticks[i].checked && one.kind !== 'fixed' && (one.kind === 'rule' || one.kept || exact) ? one.scenes : []);
  };
  const dropped = () => candidates.flatMap((one, i) => !ticks[i].checked && !isDropped(one) ? one.scenes : []);
  const stillDropped = () => candidates.flatMap((one, i) => !ticks[i].checked && one.named ? one.scenes : []);

  /* YAML reads JSON strings, but not these characters in them. */
  const quoted = value => JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

  const yaml = () => {
    const [x0, y0, x1, y1] = rounded();
    const lines = ['aoi:'];
    if (map.located) {
      lines.push('  te: [' + [x0, y0, x1, y1].map(number).join(', ') + ']', '  te_srs: ' + quoted(map.crs));
    } else {
      lines.push('  pixels: [' + [x0, -y1, x1 - x0, y1 - y0].map(number).join(', ') + ']');
    }
    if (map.located && !map.fixed) {
      lines.push('grid:', '  t_srs: ' + quoted(map.crs), ...data.grid.map(line => '  ' + line));
    }
    const keep = [...data.otherKeep, ...kept()], drop = [...data.otherDrop, ...dropped(), ...stillDropped()];
    const select = data.select.map(line => '  ' + line);
    if (keep.length) select.push('  keep:', ...keep.map(id => '    - ' + quoted(id)));
    if (drop.length) select.push('  drop:', ...drop.map(id => '    - ' + quoted(id)));
    if (select.length) lines.push('select:', ...select);
    else if (data.selects) lines.push('select: {}');
    return lines.join('\n') + '\n';
  };

  /* ---- Text beside the map ---- */

  const put = (id, value) => { const element = byId(id); if (element && element.textContent !== value) element.textContent = value; };
  const fields = { left: 0, bottom: 1, right: 2, top: 3 };
  const writeFields = () => Object.entries(fields).forEach(([id, i]) => {
    const field = byId(id);
    if (field !== document.activeElement || field.dataset.done) field.value = number(rounded()[i]);
    field.removeAttribute('aria-invalid');
  });

  const describe = () => {
    const [x0, y0, x1, y1] = rounded();
    const x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    const columns = Math.round((x1 - x0) / pixel.size), rows = Math.round((y1 - y0) / pixel.size);
    put('frame', fill(text.pixels, { width: shown(columns, 0), height: shown(rows, 0) }));
    if (!map.located) return columns + ' × ' + rows;
    const [mx, my] = metres(x, y);
    const ground = length((x1 - x0) * mx) + ' × ' + length((y1 - y0) * my);
    const corners = { nw: lonLat(x0, y1), ne: lonLat(x1, y1), sw: lonLat(x0, y0), se: lonLat(x1, y0) };
    const span = k => { const all = Object.values(corners).map(corner => corner[k]); return Math.max(...all) - Math.min(...all); };
    put('ground', ground);
    put('degrees', Number.isFinite(span(0) + span(1)) ? shown(span(0), 4) + '° × ' + shown(span(1), 4) + '°' : '–');
    put('centre', place(lonLat(x, y)));
    Object.entries(corners).forEach(([id, corner]) => put(id, place(corner)));
    if (Number.isFinite(map.degrees.error)) put('error', fill(text.error, { metres: shown(Math.max(0.01, Math.ceil(map.degrees.error * 100) / 100), 2) }));
    return ground + ', ' + place(lonLat(x, y));
  };

  /* What takes longer, and what a screen reader says: once the area or the ticks are at rest. */
  let speaking = 0;
  const settle = said => {
    const rectangle = rounded();
    let all = 0, good = 0;
    candidates.forEach((one, i) => {
      const part = covers(one.rings, rectangle);
      const line = cards[i].querySelector('[data-covers]');
      line.textContent = one.rings.length ? fill(text.covers, { percent: shown(Math.floor(part * 100 + 1e-6), 0) }) : '';
      cards[i].classList.toggle('ticked', ticks[i].checked);
      if (ticks[i].checked) { all++; if (part * 100 >= data.least - 0.5) good++; }
    });
    put('covered', fill(text.covered, { count: shown(good, 0), all: shown(all, 0), percent: shown(data.least, 0) }));
    put('count', fill(text.selected, { count: shown(all, 0), all: shown(candidates.length, 0) }));
    byId('yaml').value = yaml();
    put('copied', '');
    if (said) {
      clearTimeout(speaking);
      speaking = setTimeout(() => put('area-now', fill(text.areanow, { size: said })), 400);
    }
  };

  /* ---- The map ---- */

  const box = byId('map'), canvas = byId('canvas'), pen = canvas.getContext('2d');
  const view = { x: (west + east) / 2, y: (south + north) / 2, scale: 1 };
  let width = 0, height = 0, scheduled = false, background = -1;
  /* Room for the handles of an area at the edge of the map, pixels. */
  const rim = 12;
  const wholeScale = () => Math.min((width - 2 * rim) / (east - west), (height - 2 * rim) / (north - south));
  const toScreen = (x, y) => [(x - view.x) * view.scale + width / 2, height / 2 - (y - view.y) * view.scale];
  const toMap = (px, py) => [view.x + (px - width / 2) / view.scale, view.y - (py - height / 2) / view.scale];

  const keepView = () => {
    const low = wholeScale();
    view.scale = clamp(view.scale, low, Math.max(low, 8 / pixel.size));
    const halfX = (width / 2 - rim) / view.scale, halfY = (height / 2 - rim) / view.scale;
    view.x = halfX * 2 >= east - west ? (west + east) / 2 : clamp(view.x, west + halfX, east - halfX);
    view.y = halfY * 2 >= north - south ? (south + north) / 2 : clamp(view.y, south + halfY, north - halfY);
  };

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const trace = rings => {
    pen.beginPath();
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        const [px, py] = toScreen(ring[i], ring[i + 1]);
        if (i) pen.lineTo(px, py); else pen.moveTo(px, py);
      }
      pen.closePath();
    }
  };

  const drawOutlines = () => {
    pen.lineWidth = 1;
    candidates.forEach((one, i) => {
      if (!one.rings.length || i === background) return;
      trace(one.rings);
      pen.setLineDash(ticks[i].checked ? [] : [4, 4]);
      pen.strokeStyle = ticks[i].checked ? colours.accent : colours.soft;
      pen.globalAlpha = candidates.length > 60 ? .25 : .6;
      pen.stroke();
    });
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    if (background >= 0) {
      trace(candidates[background].rings);
      pen.lineWidth = 2;
      pen.strokeStyle = colours.accent;
      pen.stroke();
    }
  };

  const handles = () => {
    const [x0, y0] = toScreen(area[0], area[3]), [x1, y1] = toScreen(area[2], area[1]);
    const x = (x0 + x1) / 2, y = (y0 + y1) / 2;
    return [[x0, y0, -1, 1], [x1, y0, 1, 1], [x0, y1, -1, -1], [x1, y1, 1, -1], [x, y0, 0, 1], [x, y1, 0, -1], [x0, y, -1, 0], [x1, y, 1, 0]];
  };

  const drawArea = () => {
    const [x0, y0] = toScreen(area[0], area[3]), [x1, y1] = toScreen(area[2], area[1]);
    pen.beginPath();
    pen.rect(0, 0, width, height);
    pen.rect(x0, y0, x1 - x0, y1 - y0);
    pen.fillStyle = 'rgba(8, 10, 12, .42)';
    pen.fill('evenodd');
    pen.lineWidth = 4; pen.strokeStyle = 'rgba(8, 10, 12, .75)'; pen.strokeRect(x0, y0, x1 - x0, y1 - y0);
    pen.lineWidth = 2; pen.strokeStyle = '#fff'; pen.strokeRect(x0, y0, x1 - x0, y1 - y0);
    const small = Math.min(x1 - x0, y1 - y0) < 56;
    handles().slice(0, small ? 4 : 8).forEach(([x, y]) => {
      pen.fillStyle = '#14171a'; pen.fillRect(x - 6, y - 6, 12, 12);
      pen.fillStyle = '#fff'; pen.fillRect(x - 4.5, y - 4.5, 9, 9);
    });
  };

  const drawScale = () => {
    if (!map.located) return;
    const [mx] = metres(view.x, view.y);
    if (!Number.isFinite(mx)) return;
    const perPixel = mx / view.scale, most = perPixel * Math.min(160, width / 3);
    const power = Math.pow(10, Math.floor(Math.log10(most)));
    const round = most / power >= 5 ? 5 * power : most / power >= 2 ? 2 * power : power;
    const long = round / perPixel, label = round >= 1000 ? shown(round / 1000, 0) + ' km' : shown(round, round < 1 ? 2 : 0) + ' m';
    pen.font = '600 13px Inter, sans-serif';
    const wide = Math.max(long, pen.measureText(label).width) + 20;
    pen.fillStyle = 'rgba(16, 19, 22, .8)';
    pen.fillRect(10, height - 44, wide, 34);
    pen.fillStyle = '#fff';
    pen.fillText(label, 20, height - 26);
    pen.fillRect(20, height - 19, long, 3);
  };

  let colours = {};
  const draw = () => {
    scheduled = false;
    if (!width) return;
    const dense = window.devicePixelRatio || 1;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.fillStyle = colours.panel;
    pen.fillRect(0, 0, width, height);
    if (background >= 0) {
      const image = byId('look-' + background), [x0, y0, x1, y1] = candidates[background].box;
      if (image.complete && image.naturalWidth) {
        const [px, py] = toScreen(x0, y1), [qx, qy] = toScreen(x1, y0);
        pen.imageSmoothingEnabled = true;
        pen.imageSmoothingQuality = 'high';
        /* Outside of its outline a picture has no data. */
        pen.save();
        trace(candidates[background].rings);
        pen.clip();
        pen.drawImage(image, px, py, qx - px, qy - py);
        pen.restore();
      } else {
        image.loading = 'eager';
        image.decode().then(redraw, () => {});
      }
    }
    drawOutlines();
    drawArea();
    drawScale();
  };
  const redraw = () => { if (!scheduled) { scheduled = true; requestAnimationFrame(draw); } };

  const style = () => {
    colours = { panel: colour('--panel'), accent: colour('--accent'), soft: colour('--soft') };
    redraw();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', style);

  const resize = () => {
    const whole = width > 0 && Math.abs(view.scale - wholeScale()) < 1e-9 * view.scale;
    const first = width === 0;
    width = box.clientWidth;
    /* As high as the map is at this width, within bounds of the style. */
    box.style.height = Math.round((width - 2 * rim) * (north - south) / (east - west) + 2 * rim) + 'px';
    height = box.clientHeight;
    const dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * dense); canvas.height = Math.round(height * dense);
    if (first || whole) view.scale = wholeScale();
    keepView();
    redraw();
  };
  new ResizeObserver(resize).observe(box);

  const setArea = (rectangle, done) => {
    area = fit(rectangle);
    changed = true;
    const said = describe();
    writeFields();
    redraw();
    if (done) settle(said);
  };

  const zoom = (factor, px, py) => {
    const [x, y] = toMap(px, py);
    view.scale *= factor;
    keepView();
    const [nx, ny] = toMap(px, py);
    view.x += x - nx; view.y += y - ny;
    keepView();
    redraw();
  };

  /* Zooms to what is chosen, else to the middle. */
  const zoomArea = factor => {
    const [px, py] = toScreen((area[0] + area[2]) / 2, (area[1] + area[3]) / 2);
    if (px >= 0 && py >= 0 && px <= width && py <= height) zoom(factor, px, py); else zoom(factor, width / 2, height / 2);
  };

  /* ---- Pointers ---- */

  const pointers = new Map();
  let gesture = null, panning = false;
  const at = event => { const rectangle = canvas.getBoundingClientRect(); return [event.clientX - rectangle.left, event.clientY - rectangle.top]; };

  const grabbed = (px, py, reach) => {
    const small = Math.min(...toScreen(area[2], area[1]).map((v, i) => v - toScreen(area[0], area[3])[i])) < 56;
    return handles().slice(0, small ? 4 : 8).find(([x, y]) => Math.abs(px - x) <= reach && Math.abs(py - y) <= reach);
  };

  /* In an area that fills most of the map a new one is drawn: that of the plan often does. */
  const isMovable = () => (area[2] - area[0]) * (area[3] - area[1]) < (changed ? .8 : .25) * (east - west) * (north - south);

  const begin = (event, px, py) => {
    const [x, y] = toMap(px, py);
    if (panning || event.button === 1) return { kind: 'pan', px, py, x: view.x, y: view.y };
    const handle = grabbed(px, py, event.pointerType === 'mouse' ? 10 : 22);
    if (handle) return { kind: 'resize', handle, before: area.slice() };
    if (isMovable() && x > area[0] && x < area[2] && y > area[1] && y < area[3]) return { kind: 'move', x, y, before: area.slice() };
    return { kind: 'new', px, py, x: clamp(x, west, east), y: clamp(y, south, north), before: area.slice(), started: false };
  };

  const drag = (px, py) => {
    const x = clamp(toMap(px, py)[0], west, east), y = clamp(toMap(px, py)[1], south, north);
    const before = gesture.before;
    switch (gesture.kind) {
      case 'pan':
        view.x = gesture.x - (px - gesture.px) / view.scale;
        view.y = gesture.y + (py - gesture.py) / view.scale;
        keepView();
        redraw();
        break;
      case 'move': {
        const [mx, my] = toMap(px, py);
        const w = before[2] - before[0], h = before[3] - before[1];
        const left = clamp(before[0] + mx - gesture.x, west, east - w), low = clamp(before[1] + my - gesture.y, south, north - h);
        setArea([left, low, left + w, low + h], false);
        break;
      }
      case 'resize': {
        const [, , sx, sy] = gesture.handle;
        if (sx && sy) {
          setArea(between([sx > 0 ? before[0] : before[2], sy > 0 ? before[1] : before[3]], x, y), false);
        } else {
          const next = before.slice();
          if (sx) next[sx > 0 ? 2 : 0] = sx > 0 ? Math.max(x, before[0] + least) : Math.min(x, before[2] - least);
          if (sy) next[sy > 0 ? 3 : 1] = sy > 0 ? Math.max(y, before[1] + least) : Math.min(y, before[3] - least);
          const shape = ratio();
          if (shape && sx) { const h = (next[2] - next[0]) / shape, m = (next[1] + next[3]) / 2; next[1] = m - h / 2; next[3] = m + h / 2; }
          if (shape && sy) { const w = (next[3] - next[1]) * shape, m = (next[0] + next[2]) / 2; next[0] = m - w / 2; next[2] = m + w / 2; }
          if (next[0] >= west && next[1] >= south && next[2] <= east && next[3] <= north) setArea(next, false);
        }
        break;
      }
      case 'new':
        gesture.started = gesture.started || Math.hypot(px - gesture.px, py - gesture.py) > 5;
        if (gesture.started) setArea(between([gesture.x, gesture.y], x, y), false);
        break;
    }
  };

  const pinch = () => {
    const [a, b] = [...pointers.values()];
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, far: Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])) };
  };

  box.addEventListener('pointerdown', event => {
    if (event.button > 1) return;
    box.focus({ preventScroll: true });
    try { box.setPointerCapture(event.pointerId); } catch (gone) { /* the pointer has ended already */ }
    pointers.set(event.pointerId, at(event));
    if (pointers.size === 1) {
      gesture = begin(event, ...at(event));
    } else if (pointers.size === 2) {
      /* A second finger zooms: what the first has drawn so far is taken back. */
      if (gesture && gesture.before) { area = gesture.before; settle(describe()); writeFields(); }
      gesture = { kind: 'pinch', from: pinch() };
    }
    event.preventDefault();
  });
  box.addEventListener('pointermove', event => {
    if (!pointers.has(event.pointerId)) {
      if (!panning) {
        const handle = grabbed(...at(event), 10), [x, y] = toMap(...at(event));
        box.style.cursor = handle ? (handle[2] && handle[3] ? (handle[2] === handle[3] ? 'nesw-resize' : 'nwse-resize') : handle[2] ? 'ew-resize' : 'ns-resize')
          : isMovable() && x > area[0] && x < area[2] && y > area[1] && y < area[3] ? 'move' : '';
      } else box.style.cursor = '';
      return;
    }
    pointers.set(event.pointerId, at(event));
    if (!gesture) return;
    if (gesture.kind === 'pinch') {
      if (pointers.size !== 2) return;
      const now = pinch();
      view.x -= (now.x - gesture.from.x) / view.scale;
      view.y += (now.y - gesture.from.y) / view.scale;
      zoom(now.far / gesture.from.far, now.x, now.y);
      gesture.from = now;
    } else {
      drag(...at(event));
    }
  });
  const end = event => {
    if (!pointers.delete(event.pointerId)) return;
    if (gesture && gesture.before && pointers.size === 0) settle(describe());
    if (pointers.size === 0 || (gesture && gesture.kind === 'pinch')) gesture = null;
  };
  box.addEventListener('pointerup', end);
  box.addEventListener('pointercancel', end);
  /* The page scrolls unless the map has the focus. */
  box.addEventListener('wheel', event => {
    if (document.activeElement !== box && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-clamp(event.deltaY, -240, 240) / 400), ...at(event));
  }, { passive: false });

  /* ---- Keys ---- */

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  box.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    if (arrow) {
      const step = Math.max(pixel.size, Math.round(10 / view.scale / pixel.size) * pixel.size);
      const [dx, dy] = [arrow[0] * step, arrow[1] * step];
      if (panning && !event.shiftKey) {
        view.x += dx * 4; view.y += dy * 4;
        keepView();
        redraw();
      } else if (event.shiftKey) {
        const shape = ratio();
        let w = area[2] - area[0] + dx, h = area[3] - area[1] + dy;
        if (shape && dx) h = w / shape;
        if (shape && dy) w = h * shape;
        if (w >= least && h >= least && area[0] + w <= east && area[1] + h <= north) setArea([area[0], area[1], area[0] + w, area[1] + h], true);
      } else {
        setArea([area[0] + dx, area[1] + dy, area[2] + dx, area[3] + dy], true);
      }
    } else if (event.key === '+' || event.key === '=') zoomArea(1.5);
    else if (event.key === '-') zoomArea(1 / 1.5);
    else if (event.key === '0') whole();
    else return;
    event.preventDefault();
  });

  /* ---- Controls ---- */

  const whole = () => { view.scale = 0; keepView(); redraw(); };
  byId('whole').addEventListener('click', whole);
  byId('zoom-in').addEventListener('click', () => zoomArea(1.5));
  byId('zoom-out').addEventListener('click', () => zoomArea(1 / 1.5));
  const mode = pan => {
    panning = pan;
    byId('pan').setAttribute('aria-pressed', String(pan));
    byId('draw').setAttribute('aria-pressed', String(!pan));
    box.classList.toggle('panning', pan);
    box.style.cursor = '';
  };
  byId('pan').addEventListener('click', () => mode(true));
  byId('draw').addEventListener('click', () => mode(false));
  byId('shape').addEventListener('change', () => { if (ratio()) setArea(shaped(area), true); });

  const show = index => {
    background = index;
    byId('background').value = index < 0 ? '' : String(index);
    cards.forEach((card, i) => card.classList.toggle('on', i === index));
    redraw();
  };
  byId('background').addEventListener('change', event => show(event.target.value === '' ? -1 : Number(event.target.value)));
  document.querySelectorAll('[data-show]').forEach(button => button.addEventListener('click', () => {
    show(Number(button.dataset.show));
    box.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    box.focus({ preventScroll: true });
  }));

  Object.entries(fields).forEach(([id, i]) => {
    const field = byId(id);
    field.addEventListener('change', () => {
      const value = Number(field.value.trim().replace(/[\u2212\u2013]/g, '-').replace(',', '.'));
      const next = rounded();
      next[i] = value;
      const good = field.value.trim() !== '' && Number.isFinite(value) && next[0] >= west && next[1] >= south && next[2] <= east && next[3] <= north
        && next[2] - next[0] >= least * (1 - 1e-9) && next[3] - next[1] >= least * (1 - 1e-9);
      if (!good) { field.setAttribute('aria-invalid', 'true'); return; }
      field.dataset.done = 'yes';
      setArea(next, true);
      delete field.dataset.done;
    });
  });

  ticks.forEach(tick => tick.addEventListener('change', () => { settle(''); redraw(); }));
  byId('exact').addEventListener('change', () => settle(''));
  const setTicks = value => {
    cards.forEach((card, i) => { if (!card.hidden && !ticks[i].disabled) ticks[i].checked = value; });
    settle('');
    redraw();
  };
  byId('tick').addEventListener('click', () => setTicks(true));
  byId('untick').addEventListener('click', () => setTicks(false));
  byId('filter').addEventListener('change', event => cards.forEach((card, i) => {
    const used = candidates[i].kind === 'used';
    card.hidden = event.target.value === 'used' ? !used : event.target.value === 'dropped' ? used : false;
  }));

  byId('reset').addEventListener('click', () => {
    area = map.area.slice();
    changed = false;
    byId('shape').value = '';
    byId('exact').checked = false;
    ticks.forEach((tick, i) => { tick.checked = atFirst[i]; });
    writeFields();
    settle(describe());
    whole();
  });

  byId('copy').addEventListener('click', async () => {
    const field = byId('yaml');
    try {
      await navigator.clipboard.writeText(field.value);
    } catch (refused) {
      field.focus();
      field.select();
      document.execCommand('copy');
    }
    put('copied', text.copied);
  });

  document.documentElement.classList.add('js');
  style();
  resize();
  show(byId('background').value === '' ? -1 : Number(byId('background').value));
  describe();
  writeFields();
  settle('');
})();
