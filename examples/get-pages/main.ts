/**
 * The page exchange alone, without a server; it is also the second half of `npm start`.
 */

import { tellPageExchange } from "./page-exchange.js";

tellPageExchange();
