/** Runs pages in a real browser: headless Chromium, controlled with WebDriver. */
package dev.swarmlab.browser;
