/** Makes the website from the pages of the repository. */
@NullMarked
package dev.jopher.site;

import org.jspecify.annotations.NullMarked;
