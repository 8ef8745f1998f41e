/**
 * The firmware's three task queues: strict priority, first in first out, one at a time.
 * Source: components/task/task.c with its default of 2000 bytes.
 */
import type { Priority, Run, Tasks } from "./contract";

const SLOTS = [25, 125, 100];
const LOW = 0;
const HIGH = 2;

/** @noSelf */
export interface TaskQueues extends Tasks {
  /** The next task to run, taken off its queue. */
  take(): Run | undefined;
  /** One listener: a slot of the HIGH queue has become free. */
  onTaken(listener: Run): void;
}

interface Queue {
  readonly slots: number;
  readonly entries: LuaTable<number, Run>;
  first: number;
  count: number;
}

const newQueue = (slots: number): Queue => ({
  slots,
  entries: new LuaTable<number, Run>(),
  first: 0,
  count: 0,
});

export function createTasks(): TaskQueues {
  const queues: Queue[] = [];
  for (const slots of SLOTS) queues.push(newQueue(slots));
  let onHighTaken: Run = () => {};

  function takeFrom(queue: Queue): Run {
    const run = queue.entries.get(queue.first);
    queue.entries.delete(queue.first);
    queue.first = (queue.first + 1) % queue.slots;
    queue.count -= 1;
    return run;
  }

  return {
    post: (priority: Priority, run) => {
      const queue = queues[priority]!;
      if (queue.count >= queue.slots) return false;
      queue.entries.set((queue.first + queue.count) % queue.slots, run);
      queue.count += 1;
      return true;
    },

    take: () => {
      for (const priority of $range(HIGH, LOW, -1)) {
        const queue = queues[priority]!;
        if (queue.count > 0) {
          const run = takeFrom(queue);
          if (priority === HIGH) onHighTaken();
          return run;
        }
      }
      return undefined;
    },

    onTaken: (listener) => {
      onHighTaken = listener;
    },
  };
}
