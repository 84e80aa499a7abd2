'use strict';
const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
const reference = document.querySelector('.card .badge.reference');
const referenceShot = reference && reference.closest('.card').querySelector('.shot.after');
const referenceName = reference ? reference.closest('.card').querySelector('h3').firstChild.data.trim() : '';
let running = null;

function show(card, which) {
  for (const shot of card.querySelectorAll('.shot')) {
    shot.hidden = !shot.classList.contains(which);
  }
  const own = card.querySelector('h3').firstChild.data.trim();
  const moved = card.querySelector('.shot.before');
  card.querySelector('.label').textContent = which === 'reference' ? referenceName + ' (reference)'
      : own + (which === 'before' ? ', unaligned' : moved ? ', aligned' : '');
}

function stop() {
  if (running) {
    clearInterval(running.timer);
    running.button.setAttribute('aria-pressed', 'false');
    show(running.card, 'after');
    running.card.querySelector('.label').textContent = '';
    running = null;
  }
}

function blink(button) {
  const card = button.closest('.card');
  const which = button.dataset.blink;
  if (running && running.button === button) {
    if (!running.timer && !running.own) { running.own = true; show(card, which); return; }
    stop();
    return;
  }
  stop();
  const shot = card.querySelector('.shot.reference');
  if (!shot.src) { shot.src = referenceShot.src; shot.alt = referenceShot.alt; }
  running = {card, button, own: false, timer: 0};
  button.setAttribute('aria-pressed', 'true');
  show(card, 'reference');
  if (!lessMotion.matches) {
    const now = running;
    now.timer = setInterval(() => { now.own = !now.own; show(card, now.own ? which : 'reference'); }, 600);
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) { return; }
  if (button.dataset.blink) { blink(button); return; }
  const votes = button.closest('.card').querySelector('.votes');
  const on = votes.hasAttribute('hidden');
  votes.toggleAttribute('hidden', !on);
  button.setAttribute('aria-pressed', String(on));
});
lessMotion.addEventListener('change', stop);
document.addEventListener('keydown', event => { if (event.key === 'Escape') { stop(); } });
