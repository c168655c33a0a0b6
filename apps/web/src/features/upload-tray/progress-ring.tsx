const RADIUS = 7;
const LENGTH = 2 * Math.PI * RADIUS;

/** A small ring, filled clockwise; drawn only, what it means is said beside it. */
export function ProgressRing({ percent }: { readonly percent: number }) {
  return (
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
      <circle cx="9" cy="9" r={RADIUS} fill="none" stroke="var(--console-border)" strokeWidth="3" />
      <circle
        cx="9"
        cy="9"
        r={RADIUS}
        fill="none"
        stroke="var(--console-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - percent / 100)}
        transform="rotate(-90 9 9)"
      />
    </svg>
  );
}
