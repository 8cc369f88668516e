// The hands of a person with a mouse: a press where the control stands, and text that is put into its field.

/** @param page of the person @returns what a person does with controls; `keyboard.mjs` has the same */
export const openMouse = () => ({
  press: (control) => control.click(),
  write: (field, value) => field.fill(value),
  choose: (field, value) => field.selectOption(value),
  tick: (box) => box.check(),
  attach: (field, file) => field.setInputFiles(file),
  /** Nothing is held of where the focus is. */
  arrived: async () => undefined,
});
