// The small window: one click opens the overlay on top of all windows. Everything it shows comes by messages.
import { render } from 'preact';
import { Host } from '@/components/overlay/Host';
import '@/components/styles/overlay.css';
import { firstLanguage, overlayApi } from '../console/api';
import { opener } from './pip';

const app = document.getElementById('app');
if (app) render(<Host api={overlayApi} opener={opener} first={firstLanguage()} />, app);
