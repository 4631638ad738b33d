export interface TypingHandlers {
  readonly type: (query: string) => void;
  readonly submit: (query: string) => void;
}

/**
 * Hears a box, minding input methods: while a syllable is being composed (`ni'hao` on its way to
 * 你好) nothing is searched or submitted.
 */
export function hearTyping(
  form: HTMLFormElement,
  input: HTMLInputElement,
  { type, submit }: TypingHandlers,
): void {
  let composing = false;
  input.addEventListener('compositionstart', () => {
    composing = true;
  });
  input.addEventListener('compositionend', () => {
    composing = false;
    type(input.value);
  });
  input.addEventListener('input', (event) => {
    if (composing || (event instanceof InputEvent && event.isComposing)) return;
    type(input.value);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!composing) submit(input.value);
  });
}

/**
 * Whether a key belongs to an input method. Safari ends the composition before the Enter that ended
 * it; the old code 229 tells (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
