'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const frames = data.frames, text = data.text;
  const video = byId('video'), play = byId('play'), scrubber = byId('scrubber'), now = byId('now');
  const past = byId('past');
  document.documentElement.classList.add('js');
  video.removeAttribute('controls');
  let current = -1;

  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  /* The frame that is shown at a time of the video. */
  const frameAt = seconds => {
    let low = 0, high = frames.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (frames[middle].start <= seconds + 1e-4) low = middle; else high = middle - 1;
    }
    return low;
  };

  const show = index => {
    if (index === current) return;
    current = index;
    const frame = frames[index];
    scrubber.value = String(frame.at);
    scrubber.setAttribute('aria-valuetext', frame.date);
    now.textContent = frame.date;
    past.setAttribute('x2', frame.at / 10 + '%');
    document.querySelectorAll('.dates a').forEach(link => {
      if (link.hash === '#' + frame.id) link.setAttribute('aria-current', 'date');
      else link.removeAttribute('aria-current');
    });
  };

  /* A time inside of the frame: at its very start, decoders may show the one before. */
  const timeOf = index => {
    const frame = frames[index];
    return frame.start + Math.min(0.05, (frame.end - frame.start) / 2);
  };

  let requested = null;
  const seek = index => {
    requested = index;
    /* Chromium takes a second seek to the same place in the last frame for the end. */
    const there = Math.abs(video.currentTime - timeOf(index)) < 0.01;
    if (video.readyState >= 1 && !there) video.currentTime = timeOf(index);
    show(index);
  };
  video.addEventListener('loadedmetadata', () => {
    if (requested !== null) video.currentTime = timeOf(requested);
    if (!video.paused) requested = null;
  });

  const remember = index => {
    try { history.replaceState(null, '', '#' + frames[index].id); } catch (refused) { /* no address to change */ }
  };

  const go = index => {
    video.pause();
    seek(clamp(index, 0, frames.length - 1));
    remember(current);
  };

  const nearest = at => {
    let best = 0;
    frames.forEach((frame, index) => {
      if (Math.abs(frame.at - at) < Math.abs(frames[best].at - at)) best = index;
    });
    return best;
  };
  scrubber.addEventListener('input', () => go(nearest(Number(scrubber.value))));
  scrubber.addEventListener('change', () => { scrubber.value = String(frames[current].at); });

  const step = key => {
    const page = Math.max(1, Math.round(frames.length / 10));
    switch (key) {
      case 'ArrowRight': case 'ArrowUp': return current + 1;
      case 'ArrowLeft': case 'ArrowDown': return current - 1;
      case 'PageUp': return current + page;
      case 'PageDown': return current - page;
      case 'Home': return 0;
      case 'End': return frames.length - 1;
      default: return null;
    }
  };
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const on = event.target;
    const free = on === document.body || on === video || on === document.documentElement;
    const target = step(event.key);
    if (target !== null && (on === scrubber || (free && event.key.match(/^Arrow(Left|Right)$/)))) {
      event.preventDefault();
      go(target);
    } else if (event.key === ' ' && (on === scrubber || free)) {
      event.preventDefault();
      toggle();
    }
  });

  const toggle = () => {
    if (video.paused) {
      if (video.ended || current === frames.length - 1) seek(0);
      if (video.readyState >= 1) requested = null;
      const started = video.play();
      if (started) started.catch(() => {});
    } else {
      video.pause();
      remember(current);
    }
  };
  play.addEventListener('click', toggle);
  video.addEventListener('click', toggle);

  const follow = () => {
    if (requested === null) show(frameAt(video.currentTime));
    if (!video.paused && !video.ended) requestAnimationFrame(follow);
  };
  const state = () => {
    const playing = !video.paused && !video.ended;
    play.classList.toggle('playing', playing);
    play.textContent = playing ? text.pause : text.play;
    if (playing) { if (video.readyState >= 1) requested = null; follow(); }
  };
  ['play', 'pause', 'ended'].forEach(name => video.addEventListener(name, state));

  /* Captions in the video's own menu, without another file: pages from disk may not load one. */
  if (video.addTextTrack && window.VTTCue) {
    const track = video.addTextTrack('captions', text.captions, data.language);
    frames.forEach(frame => track.addCue(new VTTCue(frame.start, frame.end, frame.date)));
    track.mode = 'disabled';
  }

  const fromAddress = () => {
    let name = '';
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (malformed) { return -1; }
    const exact = frames.findIndex(frame => frame.id === name);
    return exact >= 0 || !/^\d{4}/.test(name) ? exact : frames.findIndex(frame => frame.id.startsWith(name));
  };
  window.addEventListener('hashchange', () => {
    const index = fromAddress();
    if (index >= 0) { video.pause(); seek(index); }
  });
  document.querySelectorAll('.dates a').forEach(link => link.addEventListener('click', event => {
    const index = frames.findIndex(frame => '#' + frame.id === link.hash);
    if (index >= 0) { event.preventDefault(); go(index); }
  }));

  const linked = fromAddress();
  if (linked >= 0) seek(linked); else show(data.first);

  /* Before and after. */
  const stage = byId('stage');
  if (stage) {
    const slider = byId('boundary'), first = byId('pick-before'), second = byId('pick-after');
    const before = byId('picture-before'), after = byId('picture-after');
    const pictures = JSON.parse(byId('pictures').textContent);
    const put = (image, choice) => {
      image.src = 'data:image/jpeg;base64,' + pictures[choice.value];
      image.alt = choice.selectedOptions[0].textContent;
    };
    const move = () => {
      stage.style.setProperty('--at', slider.value + '%');
      slider.setAttribute('aria-valuetext', text.position.replace('{percent}', slider.value));
    };
    first.addEventListener('change', () => put(before, first));
    second.addEventListener('change', () => put(after, second));
    slider.addEventListener('input', move);
    put(before, first);
    put(after, second);
    move();
  }
})();
