/** Makes what shows at a field why its value is refused; called with '' where it is not. */
export function refusal(input, error) {
  return (text) => {
    error.textContent = text;
    if (text) {
      input.setAttribute('aria-invalid', 'true');
    } else {
      input.removeAttribute('aria-invalid');
    }
  };
}
