export interface TypingHandlers {
  readonly type: (query: string) => void;
  readonly submit: (query: string) => void;
}

/**
 * Listens to an input and respects input methods: while a syllable is composed (`ni'hao` becoming
 * 你好), nothing is searched or submitted.
 */
export function listenToTyping(
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
 * Whether a key press belongs to an input method. Safari ends the composition before the Enter that
 * ends it; its key code 229 tells (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
