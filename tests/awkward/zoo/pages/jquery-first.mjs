// Plug-ins of jQuery look for it on the window.
import $ from 'jquery';

Object.assign(window, { $, jQuery: $ });
