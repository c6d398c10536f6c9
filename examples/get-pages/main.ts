/** A page exchange alone, without a server. `npm start` tells it as its second half. */

import { tellPageExchange } from "./page-exchange.js";

tellPageExchange();
