/** Jobs by the clock: a sensor that is read every two seconds, a report, and a countdown that ends. */
import { after, CancelJob, cancelJob, every } from "scheduler";

let total = 0;
let count = 0;

const reading = every(2).seconds.run(() => {
  total += node.heap();
  count += 1;
});

every(10).seconds.run(() => {
  print(string.format("%d readings, %d bytes free on average", count, Math.floor(total / count)));
});

let left = 3;
every(1).second.run(() => {
  print(left);
  left -= 1;
  return left === 0 ? CancelJob : undefined;
});

after(25000, () => {
  cancelJob(reading);
  print("no more readings");
});
