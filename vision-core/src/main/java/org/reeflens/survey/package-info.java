/** What a survey reports: inventories, the observations behind them, and how they were made. */
@NullMarked
package org.reeflens.survey;

import org.jspecify.annotations.NullMarked;
