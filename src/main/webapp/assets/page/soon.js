/**
 * A function that runs `work` once before the next picture, however often it is called until then. A page that is not looked at
 * gets no pictures, so there it runs a little later all the same.
 */
export function soon(work) {
  let waiting = false;
  return () => {
    if (waiting) {
      return;
    }
    waiting = true;
    const run = () => {
      if (waiting) {
        waiting = false;
        work();
      }
    };
    requestAnimationFrame(run);
    setTimeout(run, 250);
  };
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
