package chats.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** What somebody looks at the page with. */
record Screen(int width, int height, boolean touch, ColorScheme colours, String language) {
    static final Screen WIDE = new Screen(1280, 800, false, ColorScheme.LIGHT, "en-US");
    static final Screen PHONE = new Screen(390, 844, true, ColorScheme.LIGHT, "en-US");

    Screen dark() {
        return new Screen(width, height, touch, ColorScheme.DARK, language);
    }

    Screen in(String otherLanguage) {
        return new Screen(width, height, touch, colours, otherLanguage);
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch)
                .setColorScheme(colours)
                .setLocale(language)
                .setTimezoneId("UTC")
                .setDeviceScaleFactor(touch ? 2 : 1);
    }
}
