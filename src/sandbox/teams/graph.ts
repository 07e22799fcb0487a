import type { Operation } from "./operation.ts";

export const graph: readonly Operation[] = [];
