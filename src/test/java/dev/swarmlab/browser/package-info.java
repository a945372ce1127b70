/** Pages in a real browser: headless Chromium, driven through WebDriver. */
package dev.swarmlab.browser;
