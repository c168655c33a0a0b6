/** Distance between an anchor and what is placed beside it, and between that and the window's edges, in CSS pixels. */
const gap = 4;
/** Longest element, in CSS pixels; what is longer scrolls. */
const maxHeight = 560;

/**
 * Keeps an element of the top layer under its anchor, or over it if there is more room, and inside the window, while the
 * page scrolls and both change their size. The element's style sheet has to give it `position: fixed`.
 * @returns ends the placement
 */
export function placeBeside(element: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): () => void {
  const update = () => {
    const { left, right, top, bottom } = anchor.getBoundingClientRect();
    const roomBelow = window.innerHeight - bottom - 2 * gap;
    const roomAbove = top - 2 * gap;
    const isAbove = Math.min(element.scrollHeight, maxHeight) > roomBelow && roomAbove > roomBelow;
    const width = element.offsetWidth;
    const start = align === 'start' ? left : right - width;
    Object.assign(element.style, {
      left: `${Math.max(gap, Math.min(start, window.innerWidth - width - gap))}px`,
      top: isAbove ? 'auto' : `${bottom + gap}px`,
      bottom: isAbove ? `${window.innerHeight - top + gap}px` : 'auto',
      maxBlockSize: `${Math.min(maxHeight, isAbove ? roomAbove : roomBelow)}px`,
    });
  };
  update();
  const listeners = new AbortController();
  const { signal } = listeners;
  window.addEventListener('scroll', update, { capture: true, passive: true, signal });
  window.addEventListener('resize', update, { signal });
  const sizes = new ResizeObserver(update);
  sizes.observe(element);
  sizes.observe(anchor);
  return () => {
    listeners.abort();
    sizes.disconnect();
  };
}
